import { createHash } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { tinyFile } from './files.ts';
import { createWorld, type World } from './world.ts';

const COUNT = 100_000;
const FULL_SHEETS = Math.floor(COUNT / 64);
const PATIENCE = { timeout: 170_000, interval: 100 };

let world: World;

beforeAll(async () => {
  world = await createWorld();
  await world.startWorker({ backend: 'wasm' });
});
afterAll(() => world.close());

/** 100,000 samples in a version that is READY, with the sheets and quantiles of one real sample over and over. */
async function seedLarge(): Promise<{ versionId: string; datasetId: string }> {
  const first = await world.readFiles({ 'seed.fits': tinyFile(1) });
  const { datasetId } = await world.db.datasetVersion.findUniqueOrThrow({ where: { id: first } });
  const columns = `"workspaceId", sources, header, hdus, "channelCount", width, height, "nanCount", "constantChannels",
    "pixelsSha256", "previewSha256", "previewWidth", "previewHeight", percentiles, quantiles, "channelStatistics", alignment`;
  const { id } = await world.db.datasetVersion.create({
    data: { datasetId, number: 2, status: 'READY', request: {}, sampleCount: COUNT },
  });
  const run = (sql: string, ...values: unknown[]) => world.db.$executeRawUnsafe(sql, ...values);
  await run(
    `INSERT INTO "SampleContent" (id, "contentHash", ${columns})
     SELECT 'c' || n, encode(sha256(('c' || n)::bytea), 'hex'), ${columns}
     FROM "SampleContent", generate_series(0, $1::int - 1) n`,
    COUNT,
  );
  await run(
    `INSERT INTO "Sample" (id, "versionId", index, "fileName", "contentId")
     SELECT 's' || n, $1, n, 'f' || n || '.fits', 'c' || n FROM generate_series(0, $2::int - 1) n`,
    id,
    COUNT,
  );
  await run(
    `INSERT INTO "SpriteSheet" ("versionId", channel, number, count, sha256, bytes, lower, upper, widths, heights)
     SELECT $1, channel, n, 64, sha256, bytes, lower, upper, widths, heights
     FROM "SpriteSheet", generate_series(0, $3::int - 1) n WHERE "versionId" = $2`,
    id,
    first,
    FULL_SHEETS,
  );
  await run(
    `INSERT INTO "VersionChannel" SELECT $1, channel, "pixelCount" * $3::int, quantiles FROM "VersionChannel" WHERE "versionId" = $2`,
    id,
    first,
    COUNT,
  );
  await run('ANALYZE');
  return { versionId: id, datasetId };
}

test('a file is added to 100,000 samples without any of them being read again', async () => {
  const { versionId: previousVersionId, datasetId } = await seedLarge();
  const before = process.memoryUsage().rss;
  // The second is the bytes of a sample that is there under another hash; the third is one of the seeded contents.
  const id = await world.addFiles({ 'z.fits': tinyFile(2) }, { datasetId, previousVersionId });
  await expect
    .poll(async () => (await world.db.datasetVersion.findUniqueOrThrow({ where: { id } })).status, PATIENCE)
    .not.toBe('IMPORTING');
  const version = await world.db.datasetVersion.findUniqueOrThrow({ where: { id } });
  expect(version).toMatchObject({ status: 'READY', sampleCount: COUNT + 1, channelCount: 2, width: 40 });
  const rows = await world.db.$queryRaw<{ contentHash: string }[]>`
    SELECT c."contentHash" FROM "Sample" s JOIN "SampleContent" c ON c.id = s."contentId"
    WHERE s."versionId" = ${id} ORDER BY s.index`;
  const hash = createHash('sha256')
    .update(rows.map(({ contentHash }) => contentHash).join('\n'))
    .digest('hex');
  expect(version.contentHash).toBe(hash);
  const sheets = await world.db.spriteSheet.findMany({
    where: { versionId: id, channel: 0 },
    select: { number: true, count: true },
    orderBy: { number: 'desc' },
  });
  expect(sheets).toHaveLength(FULL_SHEETS + 1);
  expect(sheets[0]).toEqual({ number: FULL_SHEETS, count: COUNT + 1 - 64 * FULL_SHEETS });
  const channel = await world.db.versionChannel.findUniqueOrThrow({
    where: { versionId_channel: { versionId: id, channel: 0 } },
  });
  expect(channel.pixelCount).toBe((COUNT + 1) * 1600);
  // The samples as objects alone would be 100 MB.
  expect(process.memoryUsage().rss - before).toBeLessThan(400 * 2 ** 20);
}, 180_000);
