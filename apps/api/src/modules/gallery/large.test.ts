import { createHash } from 'node:crypto';
import { createDb, type Db } from '@asterism/db';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { z } from 'zod';
import { type Context, createContext } from '../../context.ts';
import { seedVersion } from '../../testing/seedData.ts';
import { seedPerson, startApi, type TestApi, type TestPerson } from '../../testing/startApi.ts';
import { listSamples } from '../datasets/service.ts';
import { displayLimits, listSheets } from './service.ts';

const COUNT = 100_000;

let api: TestApi;
let owner: TestPerson;
let watched: Db;
let statements: { query: string; params: string }[] = [];
let version: { id: string; sampleCount: number };

beforeAll(async () => {
  api = await startApi();
  owner = await seedPerson(api.db);
  version = await seedLarge();
  watched = createDb(api.databaseUrl, { onQuery: (statement) => statements.push(statement) });
}, 170_000);
afterAll(async () => {
  await watched.$disconnect();
  await api.close();
});

async function seedLarge() {
  const { id, datasetId } = await seedVersion(api, owner.workspaceId, [{}]);
  const columns = `"workspaceId", sources, header, hdus, "channelCount", width, height, "nanCount", "constantChannels",
    "pixelsSha256", "previewSha256", "previewWidth", "previewHeight", percentiles`;
  const large = await api.db.datasetVersion.create({
    data: { datasetId, number: 2, status: 'READY', request: {}, sampleCount: COUNT },
  });
  const run = (sql: string, ...values: unknown[]) => api.db.$executeRawUnsafe(sql, ...values);
  await run(
    `INSERT INTO "SampleContent" (id, "contentHash", ${columns})
     SELECT 'c' || n, 'h' || n, ${columns} FROM "SampleContent", generate_series(0, $1::int - 1) n`,
    COUNT,
  );
  for (const versionId of [large.id, id])
    await run(
      `INSERT INTO "Sample" (id, "versionId", index, "fileName", "contentId")
       SELECT $1 || n, $1, n, 'f' || n, 'c' || n FROM generate_series($3::int, $2::int - 1) n`,
      versionId,
      COUNT,
      versionId === id ? 1 : 0,
    );
  const sha256 = createHash('sha256').digest('hex');
  await run(
    `INSERT INTO "SpriteSheet" ("versionId", channel, number, count, sha256, bytes, lower, upper, widths, heights)
     SELECT $1, channel, n, 64, $2, 1, '{}', '{}', '{}', '{}' FROM generate_series(0, 3) channel, generate_series(0, 1562) n`,
    large.id,
    sha256,
  );
  await run('ANALYZE');
  return large;
}

interface Plan {
  'Node Type': string;
  'Relation Name'?: string | undefined;
  Plans?: Plan[] | undefined;
}
const plan: z.ZodType<Plan> = z.object({
  'Node Type': z.string(),
  'Relation Name': z.string().optional(),
  Plans: z.array(z.lazy(() => plan)).optional(),
});
const explained = z.array(z.object({ 'QUERY PLAN': z.array(z.object({ Plan: plan })) }));

const nodesOf = (node: Plan): Plan[] => [node, ...(node.Plans ?? []).flatMap(nodesOf)];

/** How PostgreSQL reads each table for the statements that ran. */
async function scansOf(work: (context: Context) => Promise<unknown>): Promise<string[]> {
  statements = [];
  const caller = {
    user: { id: owner.userId, name: 'P', email: 'p@example.org' },
    scope: 'READ' as const,
    memberships: [{ workspaceId: owner.workspaceId, slug: owner.slug, role: 'OWNER' as const }],
    boundToWorkspaceId: null,
    credential: { kind: 'token' as const, id: 'a-token', expiresAt: null },
  };
  await work(createContext({ ...api.services, db: watched }, { caller, requestId: 'r' }));
  expect(statements.length).toBeGreaterThan(0);
  const scans: string[] = [];
  for (const { query, params } of statements) {
    const values = z.array(z.unknown()).parse(JSON.parse(params));
    const rows = explained.parse(await api.db.$queryRawUnsafe(`EXPLAIN (FORMAT JSON) ${query}`, ...values));
    for (const node of rows.flatMap((row) => row['QUERY PLAN'].flatMap(({ Plan }) => nodesOf(Plan))))
      if (node['Relation Name']) scans.push(`${node['Node Type']} on ${node['Relation Name']}`);
  }
  return scans;
}

const isIndexed = (scan: string): boolean => /^(Index|Bitmap)/.test(scan);

test('any part of 100,000 samples is found by an index', async () => {
  const scans = await scansOf(async (context) => {
    const { edges } = await listSamples(context, version, { first: 200, from: 77_777 });
    expect(edges.map(({ node }) => node.index)).toEqual(Array.from({ length: 200 }, (_, i) => 77_777 + i));
    const next = await listSamples(context, version, { first: 10, after: edges.at(-1)!.cursor });
    expect(next.edges[0]!.node.index).toBe(77_977);
    await context.loaders.content.loadMany(edges.map(({ node }) => node.contentId));
    await context.loaders.contentHeader.load(edges[0]!.node.contentId);
    await context.loaders.sampleByNumber.loadMany(
      [5, 99_999].map((index) => ({ versionId: version.id, index })),
    );
  });
  expect(scans.length).toBeGreaterThan(5);
  expect(scans.filter((scan) => !isIndexed(scan))).toEqual([]);
});

test('so are sheets and limits', async () => {
  const scans = await scansOf(async (context) => {
    const sheets = await listSheets(context, { versionId: version.id, channel: 2, from: 1500, first: 64 });
    expect(sheets.map(({ number }) => number)).toEqual(Array.from({ length: 63 }, (_, i) => 1500 + i));
    expect(await displayLimits(context, version.id, { channel: 0, percentile: 99.5 })).toBeNull();
  });
  // The table of limits is a page of a few rows, for which no index is needed.
  expect(scans.filter((scan) => !isIndexed(scan) && !scan.endsWith('VersionChannel'))).toEqual([]);
});
