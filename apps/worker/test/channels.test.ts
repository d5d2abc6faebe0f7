import { catalogueValues, channelReport } from '@asterism/db';
import { writeFits } from '@asterism/fits';
import { createRandom } from '@asterism/ml';
import { generateDisc } from '@asterism/testkit';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { tinyFile } from './files.ts';
import { createWorld, POLL, type World } from './world.ts';

let world: World;

beforeAll(async () => {
  world = await createWorld();
  await world.startWorker({ backend: 'wasm' });
});
afterAll(() => world.close());

async function reportOf(versionId: string) {
  const row = await world.db.datasetVersion.findUniqueOrThrow({ where: { id: versionId } });
  return channelReport.parse(row.channelReport);
}

const disc = (index: number): Uint8Array =>
  writeFits([{ shape: [4, 96, 96], data: generateDisc({ index, seed: 1, size: 96 }).data }]);

test('of the discs 1 and 2 are nearly alike, 3 is nearly empty, 0 carries most: keep 0 and 1', async () => {
  const files = Object.fromEntries(Array.from({ length: 20 }, (_, i) => [`d${i}.fits`, disc(i)]));
  const found = await reportOf(await world.readFiles(files));
  if (!('report' in found)) throw new Error(found.reason);
  const { report } = found;
  expect(report).toMatchObject({ sampleCount: 20, keep: [0, 1], constantShare: [0, 0, 0, 0] });
  expect(report.correlation[1]![2]).toBeGreaterThan(0.99);
  expect(report.emptyShare[3]).toBeGreaterThan(0.98);
  expect(Math.max(...report.explainedVariance)).toBe(report.explainedVariance[0]);
  expect(report.explainedVariance[0]).toBeGreaterThan(0.5);
  expect(report.summary).toMatch(
    /^Keep 0 and 1: 0 carries \d\d % of the variance; 2 repeats 1 \(r = \.99\); 3 is nearly empty \((9\d|over 99) % of its pixels are noise\)\.$/,
  );
});

test('without a report there is the reason', async () => {
  const two = tinyFile(1);
  const three = writeFits([{ shape: [3, 40, 40], data: new Float32Array(4800).fill(1) }]);
  expect(await reportOf(await world.readFiles({ 'a.fits': two, 'b.fits': three }))).toEqual({
    reason: 'The samples have different numbers of channels, 2 to 3, and cannot be compared.',
  });
  const random = createRandom(1);
  const many = writeFits([
    { shape: [65, 70, 71], data: Float32Array.from({ length: 65 * 4970 }, () => random.normal()) },
  ]);
  expect(await reportOf(await world.readFiles({ 'a.fits': many }))).toEqual({
    reason: 'The samples have 65 channels; up to 64 are compared.',
  });
});

test('a sample without a single number is measured too', async () => {
  const lost = writeFits([{ shape: [2, 40, 40], data: new Float32Array(3200).fill(Number.NaN) }]);
  const found = await reportOf(await world.readFiles({ 'lost.fits': lost }));
  expect(found).toMatchObject({ report: { emptyShare: [1, 1], constantShare: [1, 1], keep: [0] } });
});

test('the next version keeps the catalogue of the samples it takes over, and has the report of all', async () => {
  const first = await world.readFiles({ 'b.fits': tinyFile(1), 'a.fits': tinyFile(2) });
  const { datasetId } = await world.db.datasetVersion.findUniqueOrThrow({ where: { id: first } });
  await world.db.catalogueFile.create({
    data: {
      versionId: first,
      position: 0,
      name: 't.csv',
      sha256: '0'.repeat(64),
      joinColumn: 'id',
      joinBy: 'INDEX',
      rowCount: 2,
      matched: 2,
      misses: {},
    },
  });
  await world.db.catalogueColumn.create({
    data: {
      versionId: first,
      name: 'mass',
      position: 0,
      type: 'FLOAT',
      unit: 'Msun',
      matched: 2,
      filePosition: 0,
    },
  });
  await world.db.sampleCatalogue.createMany({
    data: [0, 1].map((index) => ({ versionId: first, index, values: { mass: index + 0.5 } })),
  });
  const second = await world.addFiles({ 'c.fits': tinyFile(3) }, { datasetId, previousVersionId: first });
  await expect
    .poll(
      async () => (await world.db.datasetVersion.findUniqueOrThrow({ where: { id: second } })).status,
      POLL,
    )
    .toBe('READY');
  const rows = await world.db.sampleCatalogue.findMany({
    where: { versionId: second },
    orderBy: { index: 'asc' },
  });
  expect(rows.map(({ index, values }) => [index, catalogueValues.parse(values)])).toEqual([
    [0, { mass: 0.5 }],
    [1, { mass: 1.5 }],
  ]);
  const where = { versionId: second };
  expect(await world.db.catalogueColumn.findMany({ where })).toMatchObject([{ name: 'mass', unit: 'Msun' }]);
  expect(await world.db.catalogueFile.findMany({ where })).toMatchObject([{ name: 't.csv', matched: 2 }]);
  expect(await reportOf(second)).toMatchObject({ report: { sampleCount: 3 } });
});
