import type { Db, StageKind } from '@asterism/db';
import { stageParams } from '@asterism/ml/chain';
import { type PastRun, workOf } from './durations.ts';

// The newest of a workspace: what was run on an older machine or by older code falls out of sight.
const RUNS_MAXIMUM = 2000;

interface Row {
  kind: StageKind;
  params: unknown;
  seconds: number;
  sampleCount: number;
  /** Of the PREPROCESS stage that it reads, where it reads one. */
  images: unknown;
}

/**
 * The backend, threads and processor family that the next model will be trained with: of the worker that was heard of
 * last, else of the last training. Null where nothing was ever trained and nobody is there to do it.
 */
export async function expectedEnvironment(db: Db, workspaceId: string): Promise<string | null> {
  const worker = await db.worker.findFirst({ orderBy: { heartbeatAt: 'desc' } });
  if (worker) return worker.numericEnvironment;
  const trained = await db.stage.findFirst({
    where: { workspaceId, kind: 'TRAIN', status: 'SUCCEEDED' },
    orderBy: { id: 'desc' },
    select: { numericEnvironment: true },
  });
  return trained?.numericEnvironment ?? null;
}

/** What the workspace's last stages took, of models only those that were trained in this environment. */
export async function pastRuns(
  db: Db,
  workspaceId: string,
  numericEnvironment: string | null,
): Promise<PastRun[]> {
  const rows = await db.$queryRaw<Row[]>`
    SELECT s.kind, s.params, s.seconds, v."sampleCount",
      (SELECT p.params FROM "StageInput" i JOIN "Stage" p ON p.id = i."parentId"
       WHERE i."stageId" = s.id AND p.kind = 'PREPROCESS') AS images
    FROM (
      SELECT * FROM "Stage"
      WHERE "workspaceId" = ${workspaceId} AND status = 'SUCCEEDED' AND seconds IS NOT NULL
        AND ("numericEnvironment" IS NULL OR "numericEnvironment" = ${numericEnvironment})
      ORDER BY id DESC LIMIT ${RUNS_MAXIMUM}
    ) s JOIN "DatasetVersion" v ON v.id = s."datasetVersionId"`;
  return rows.flatMap(({ kind, params, seconds, sampleCount, images }) => {
    const prepared = stageParams.PREPROCESS.safeParse(kind === 'PREPROCESS' ? params : images);
    // What reads no images is measured by its samples alone, whatever they were made from.
    const preprocessing = prepared.data?.preprocessing ?? NO_IMAGES;
    if (preprocessing === NO_IMAGES && READS_IMAGES.has(kind)) return [];
    const work = workOf(kind, params, { sampleCount, preprocessing });
    return work ? [{ ...work, seconds }] : [];
  });
}

const READS_IMAGES: ReadonlySet<StageKind> = new Set(['PREPROCESS', 'TRAIN', 'ENCODE']);
const NO_IMAGES = stageParams.PREPROCESS.parse({ preprocessing: { channels: [0] } }).preprocessing;
