import { createTestDatabase, type TestDatabase } from '@asterism/testkit';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createDb, type Db } from './client.ts';
import { Prisma, PrismaClient } from './generated/prisma/client.ts';
import { readRows } from './readRows.ts';

let database: TestDatabase;
let db: Db;
const told: string[] = [];

beforeAll(async () => {
  database = await createTestDatabase();
  db = createDb(database.url, { onQuery: ({ query, params }) => told.push(`${query} ${params}`) });
});
afterAll(async () => {
  await db.$disconnect();
  await database.drop();
});

const KINDS = Prisma.sql`
  SELECT 7::int2 AS small, 8::int4 AS whole, 9007199254740993::int8 AS big, 0.1::float8 AS real, 12.50::numeric AS exact,
         true AS yes, 'words'::text AS words, 'QUEUED'::"RunStatus" AS status, '{"a": [1, null]}'::jsonb AS json,
         'null'::jsonb AS "jsonNull", ARRAY['a', 'b,"c']::text[] AS words_, ARRAY[1, 2]::int4[] AS wholes,
         ARRAY[0.5, 1]::float8[] AS reals, '2026-11-27 19:00:00.123+02'::timestamptz AS moment, NULL::int4 AS nothing`;

test('values are as the client gives them', async () => {
  expect(await readRows(db, KINDS)).toStrictEqual(await db.$queryRaw(KINDS));
});

test('bytes are bytes', async () => {
  const [row] = await readRows<{ bytes: Uint8Array }>(
    db,
    Prisma.sql`SELECT ${Buffer.from([0, 255])}::bytea AS bytes`,
  );
  expect([...row!.bytes]).toEqual([0, 255]);
});

test('a moment is sent with its zone, a list as a list, and text as text', async () => {
  const moment = new Date('2026-11-27T17:00:00.123Z');
  const sql = Prisma.sql`SELECT ${moment}::timestamptz AS moment, ${['x', 'y']}::text[] AS list, ${"'; --"}::text AS text`;
  expect(await readRows(db, sql)).toEqual([{ moment, list: ['x', 'y'], text: "'; --" }]);
});

test('whoever watches statements is told of it', async () => {
  told.length = 0;
  await readRows(db, Prisma.sql`SELECT ${1}::int4 AS one`);
  expect(told).toEqual(['SELECT $1::int4 AS one [1]']);
});

test('a client that only read this way lets the process end', async () => {
  const other = createDb(database.url);
  await readRows(other, Prisma.sql`SELECT 1`);
  await other.$disconnect();
  await expect(readRows(other, Prisma.sql`SELECT 1`)).rejects.toThrow(/pool/);
});

test('a client of somebody else is refused', async () => {
  const { prototype } = PrismaClient;
  await expect(readRows(Object.create(prototype), Prisma.sql`SELECT 1`)).rejects.toThrow('createDb');
});
