import { type Db, type DbTransaction, inTransaction, type VersionClaim } from '@asterism/db';
import { SPRITE_SHEET } from '@asterism/fits';
import type { TaskResult } from '../children/tasks.ts';
import type { WorkerContext } from '../context.ts';
import { inLanes } from '../import/lanes.ts';
import { READ_SHARE } from '../import/writeFiles.ts';
import { StopWork } from '../stages/outcome.ts';
import { grantBlobs } from '../stages/writeResult.ts';

const { tiles } = SPRITE_SHEET;

/** The full sheets of the version before, whose samples lie under the same ID numbers in this one; once. */
export async function carrySheetsOver(
  tx: DbTransaction,
  versionId: string,
  previousVersionId: string,
): Promise<void> {
  await tx.$executeRaw`
    INSERT INTO "SpriteSheet" ("versionId", channel, number, count, sha256, bytes, lower, upper, widths, heights)
    SELECT ${versionId}, channel, number, count, sha256, bytes, lower, upper, widths, heights
    FROM "SpriteSheet" WHERE "versionId" = ${previousVersionId} AND count = ${tiles}::int
    ON CONFLICT DO NOTHING`;
}

export interface SheetWork {
  claim: VersionClaim;
  workspaceId: string;
  sampleCount: number;
  signal: AbortSignal;
}

/** Makes the sheets that are not there yet, several at once. Throws StopWork where the claim is lost. */
export async function makeSheets(context: WorkerContext, work: SheetWork): Promise<void> {
  const { db, pool, lanes } = context;
  const { claim, sampleCount, signal } = work;
  const missing = await missingSheets(db, claim.versionId, Math.ceil(sampleCount / tiles));
  let made = 0;
  await inLanes(Math.min(lanes, missing.length), signal, async (laneSignal) => {
    for (let number = missing.shift(); number !== undefined; number = missing.shift()) {
      const samples = await samplesOf(db, claim.versionId, number);
      const lease = await pool.acquire('light', laneSignal);
      try {
        const { result } = await lease.child.run<'SHEET'>({ kind: 'SHEET', samples }, { signal: laneSignal });
        const progress = READ_SHARE + (1 - READ_SHARE) * (++made / (made + missing.length));
        const sheets = result.sheets.map((sheet) => ({ ...sheet, number, count: samples.length }));
        await inTransaction(db, (tx) => writeSheets(tx, work, { sheets, progress, now: context.now() }));
      } finally {
        lease.release();
      }
    }
  });
}

async function missingSheets(db: Db, versionId: string, count: number): Promise<number[]> {
  const rows = await db.$queryRaw<{ number: number }[]>`
    SELECT wanted.number::int AS number FROM generate_series(0, ${count}::int - 1) AS wanted (number)
    WHERE NOT EXISTS (SELECT 1 FROM "SpriteSheet" s
      WHERE s."versionId" = ${versionId} AND s.channel = 0 AND s.number = wanted.number)
    ORDER BY 1`;
  return rows.map(({ number }) => number);
}

async function samplesOf(db: Db, versionId: string, number: number) {
  const rows = await db.sample.findMany({
    where: { versionId, index: { gte: number * tiles, lt: (number + 1) * tiles } },
    orderBy: { index: 'asc' },
    select: {
      content: {
        select: { channelCount: true, previewSha256: true, previewWidth: true, previewHeight: true },
      },
    },
  });
  return rows.map(({ content }) => content);
}

interface MadeSheets {
  sheets: (TaskResult<'SHEET'>['sheets'][number] & { number: number; count: number })[];
  progress: number;
  now: Date;
}

async function writeSheets(
  tx: DbTransaction,
  { claim, workspaceId }: SheetWork,
  { sheets, progress, now }: MadeSheets,
): Promise<void> {
  const { versionId, workerId } = claim;
  const { count } = await tx.datasetVersion.updateMany({
    where: { id: versionId, status: 'IMPORTING', workerId },
    data: { heartbeatAt: now, progress },
  });
  if (count === 0) throw new StopWork('CLAIM_LOST');
  await tx.spriteSheet.createMany({ data: sheets.map((sheet) => ({ versionId, ...sheet })) });
  await grantBlobs(tx, workspaceId, sheets);
}
