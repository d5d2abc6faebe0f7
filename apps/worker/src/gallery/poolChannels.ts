import { type Db, type DbTransaction, inTransaction, type VersionClaim } from '@asterism/db';
import type { ChildPool } from '../children/pool.ts';
import type { WorkerContext } from '../context.ts';
import { StopWork } from '../stages/outcome.ts';
import { readTable } from './poolTables.ts';

// Tables of 64 channels are 33 kB each: 16 MB a message at most.
const TABLES_AT_ONCE = 500;

/** Float32 (channels, 1 + QUANTILE_LEVELS); see SampleContent.quantiles. */
type Table = Uint8Array<ArrayBuffer>;

export interface PoolWork {
  claim: VersionClaim;
  previousVersionId: string | null;
  sampleCount: number;
  signal: AbortSignal;
}

/**
 * Writes how each channel's pixels are distributed over all samples of the version: those of the version before as that
 * one has them pooled, and each of the new ones by its own table. Throws StopWork where the claim is lost.
 */
export async function poolChannels(
  { db, pool }: Pick<WorkerContext, 'db' | 'pool'>,
  { claim, previousVersionId, sampleCount, signal }: PoolWork,
): Promise<void> {
  const { versionId } = claim;
  const carried = previousVersionId === null ? null : await pooledBefore(db, previousVersionId);
  const tables = carried ? [carried.table] : [];
  for (let from = carried?.sampleCount ?? 0; from < sampleCount; from += TABLES_AT_ONCE)
    tables.push(await poolOf(pool, await tablesFrom(db, versionId, from), signal));
  const table = await poolOf(pool, tables, signal);
  await inTransaction(db, (tx) => writeChannels(tx, claim, table));
}

async function poolOf(pool: ChildPool, tables: Table[], signal: AbortSignal): Promise<Table> {
  if (tables.length === 1) return tables[0]!;
  const lease = await pool.acquire('light', signal);
  try {
    const { result } = await lease.child.run<'POOL'>({ kind: 'POOL', tables }, { signal });
    return result.table;
  } finally {
    lease.release();
  }
}

async function tablesFrom(db: Db, versionId: string, from: number): Promise<Table[]> {
  const rows = await db.sample.findMany({
    where: { versionId, index: { gte: from, lt: from + TABLES_AT_ONCE } },
    select: { content: { select: { quantiles: true } } },
    orderBy: { index: 'asc' },
  });
  return rows.map(({ content }) => content.quantiles);
}

/** Null where that version is from before there were such tables: then every sample is asked. */
async function pooledBefore(
  db: Db,
  versionId: string,
): Promise<{ table: Table; sampleCount: number } | null> {
  const rows = await db.versionChannel.findMany({ where: { versionId }, orderBy: { channel: 'asc' } });
  if (rows.length === 0) return null;
  const { sampleCount } = await db.datasetVersion.findUniqueOrThrow({
    where: { id: versionId },
    select: { sampleCount: true },
  });
  const parts = rows.flatMap(({ pixelCount, quantiles }) => [
    new Uint8Array(Float32Array.of(pixelCount).buffer),
    quantiles,
  ]);
  return { table: new Uint8Array(Buffer.concat(parts)), sampleCount };
}

async function writeChannels(tx: DbTransaction, claim: VersionClaim, table: Table): Promise<void> {
  const { versionId, workerId } = claim;
  const { count } = await tx.datasetVersion.updateMany({
    where: { id: versionId, status: 'IMPORTING', workerId },
    data: { progress: 1 },
  });
  if (count === 0) throw new StopWork('CLAIM_LOST');
  await tx.versionChannel.deleteMany({ where: { versionId } });
  await tx.versionChannel.createMany({
    data: readTable(table).map(({ count: pixelCount, quantiles }, channel) => ({
      versionId,
      channel,
      pixelCount,
      quantiles: new Uint8Array(quantiles.slice().buffer),
    })),
  });
}
