import { type Db, Prisma } from '@asterism/db';
import * as Y from 'yjs';
import {
  type PlacedSubject,
  type Subject,
  subjectColumn,
  subjectOf,
} from '../modules/observations/subject.ts';

/** One change as it is stored. */
export interface UpdateRow {
  update: Uint8Array;
  userId: string | null;
}

/** A document as Postgres has it. */
export interface StoredDocument {
  observationId: string;
  /** In the order in which they are to be applied: the snapshot first. */
  updates: Uint8Array[];
  /** How many of them came after the snapshot. */
  rowsAfterSnapshot: number;
  bytes: number;
  lastSequence: bigint;
  revision: number;
  /** Who changed something that no revision has. */
  unrecordedAuthors: string[];
  hasUnrecorded: boolean;
  /** Clients of the Yjs document whose person is known. */
  writers: number[];
}

/** The observation of the subject, made where there is none; null where the subject is gone. */
export async function ensureObservation(db: Db, subject: PlacedSubject): Promise<string | null> {
  const where = subjectColumn(subject);
  const select = { id: true } as const;
  const known = await db.observation.findUnique({ where, select });
  if (known) return known.id;
  try {
    await db.observation.createMany({
      data: { ...where, workspaceId: subject.workspaceId },
      skipDuplicates: true,
    });
  } catch (error) {
    if (isForeignKeyViolation(error)) return null;
    throw error;
  }
  return (await db.observation.findUnique({ where, select }))?.id ?? null;
}

const isForeignKeyViolation = (error: unknown): boolean =>
  error instanceof Prisma.PrismaClientKnownRequestError && error.code === 'P2003';

/**
 * Appends changes in one statement, in their order. The result is their sequence numbers, or null where the observation
 * is gone. The observation's row is locked before a number is taken, so that no lower number comes to light after a
 * higher one was read.
 */
export async function insertUpdates(
  db: Db,
  observationId: string,
  rows: readonly UpdateRow[],
): Promise<bigint[] | null> {
  const values = rows.map(
    ({ update, userId }, place) => Prisma.sql`(${place}::int, ${update}::bytea, ${userId}::text)`,
  );
  const inserted = await db.$queryRaw<{ sequence: bigint }[]>`
    WITH held AS MATERIALIZED (SELECT id FROM "Observation" WHERE id = ${observationId} FOR NO KEY UPDATE)
    INSERT INTO "ObservationUpdate" ("observationId", "update", "userId")
    SELECT held.id, new."update", (SELECT id FROM "User" WHERE id = new."userId")
    FROM held, (VALUES ${Prisma.join(values)}) AS new(place, "update", "userId")
    ORDER BY new.place
    RETURNING sequence`;
  if (inserted.length === 0) return null;
  return inserted.map(({ sequence }) => sequence).sort((a, b) => (a < b ? -1 : 1));
}

/** Notes under which numbers of the Yjs document somebody writes. Who was noted first stays. */
export async function insertWriters(
  db: Db,
  observationId: string,
  writers: ReadonlyMap<number, string>,
): Promise<void> {
  await db.$executeRaw`
    INSERT INTO "ObservationWriter" ("observationId", "clientId", "userId")
    SELECT ${observationId}, new."clientId", u.id
    FROM unnest(${[...writers.keys()].map(BigInt)}::bigint[], ${[...writers.values()]}::text[]) AS new("clientId", "userId")
    JOIN "User" u ON u.id = new."userId"
    WHERE EXISTS (SELECT 1 FROM "Observation" WHERE id = ${observationId})
    ON CONFLICT DO NOTHING`;
}

/** What is stored of an observation; null where there is none. */
export async function readStored(
  db: Db,
  where: Prisma.ObservationWhereUniqueInput,
): Promise<StoredDocument | null> {
  const row = await db.observation.findUnique({
    where,
    select: {
      id: true,
      revision: true,
      snapshot: true,
      snapshotSequence: true,
      recordedSequence: true,
      writers: { select: { clientId: true } },
    },
  });
  if (!row) return null;
  const { id, revision, snapshot, snapshotSequence, recordedSequence } = row;
  const from = snapshotSequence < recordedSequence ? snapshotSequence : recordedSequence;
  const rows = await db.observationUpdate.findMany({
    where: { observationId: id, sequence: { gt: from } },
    orderBy: { sequence: 'asc' },
    select: { sequence: true, update: true, userId: true },
  });
  const after = rows.filter(({ sequence }) => sequence > snapshotSequence);
  const unrecorded = rows.filter(({ sequence }) => sequence > recordedSequence);
  const updates = [...(snapshot ? [snapshot] : []), ...after.map(({ update }) => update)];
  return {
    observationId: id,
    updates,
    rowsAfterSnapshot: after.length,
    bytes: updates.reduce((sum, { byteLength }) => sum + byteLength, 0),
    lastSequence: rows.at(-1)?.sequence ?? from,
    revision,
    unrecordedAuthors: [...new Set(unrecorded.flatMap(({ userId }) => (userId === null ? [] : [userId])))],
    hasUnrecorded: unrecorded.length > 0,
    writers: row.writers.map(({ clientId }) => Number(clientId)),
  };
}

/** Of each client of the Yjs document that wrote something the user, or null where the account is gone. */
export async function readWriters(
  db: Db,
  observationId: string,
): Promise<ReadonlyMap<number, string | null>> {
  const rows = await db.observationWriter.findMany({
    where: { observationId },
    select: { clientId: true, userId: true },
  });
  return new Map(rows.map(({ clientId, userId }) => [Number(clientId), userId]));
}

/** The subjects of observations with changes that no revision has. */
export async function readUnrecorded(db: Db): Promise<Subject[]> {
  const rows = await db.$queryRaw<Parameters<typeof subjectOf>[0][]>`
    SELECT o."clusterId", o."experimentId", o."studyId", o."comparisonId" FROM "Observation" o
    WHERE EXISTS (
      SELECT 1 FROM "ObservationUpdate" u WHERE u."observationId" = o.id AND u.sequence > o."recordedSequence")`;
  return rows.flatMap((row) => subjectOf(row) ?? []);
}

/** A document with nothing but these changes. Deleted text stays in it, as revisions are found by it. */
export function documentOf(updates: readonly Uint8Array[]): Y.Doc {
  const doc = new Y.Doc({ gc: false });
  applyAll(doc, updates);
  return doc;
}

export function applyAll(doc: Y.Doc, updates: readonly Uint8Array[]): void {
  doc.transact(() => {
    for (const update of updates) Y.applyUpdate(doc, update);
  });
}

/** Puts all rows into the snapshot, from which the document is loaded. The rows stay: they are the history. */
export async function compact(db: Db, observationId: string): Promise<void> {
  await db.$transaction(
    async (tx) => {
      // After whoever is inserting: what they insert has lower numbers than what comes later.
      await tx.$executeRaw`SELECT 1 FROM "Observation" WHERE id = ${observationId} FOR NO KEY UPDATE`;
      const row = await tx.observation.findUnique({
        where: { id: observationId },
        select: { snapshot: true, snapshotSequence: true },
      });
      if (!row) return;
      const rows = await tx.observationUpdate.findMany({
        where: { observationId, sequence: { gt: row.snapshotSequence } },
        orderBy: { sequence: 'asc' },
        select: { sequence: true, update: true },
      });
      const last = rows.at(-1);
      if (!last) return;
      const doc = documentOf([...(row.snapshot ? [row.snapshot] : []), ...rows.map(({ update }) => update)]);
      await tx.observation.update({
        where: { id: observationId },
        data: {
          snapshot: new Uint8Array(Y.encodeStateAsUpdate(doc)),
          snapshotSequence: last.sequence,
        },
      });
    },
    { timeout: 30_000 },
  );
}
