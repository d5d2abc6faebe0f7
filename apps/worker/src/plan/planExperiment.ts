import type { DbTransaction, Experiment, StageKind } from '@asterism/db';
import {
  announceExperiments,
  finishExperiment,
  inTransaction,
  linkStage,
  type ReadyStage,
  readyStagesOf,
  reviveStage,
  stageKey,
  upsertStage,
} from '@asterism/db';
import { sendJob } from '@asterism/jobs';
import { type ChainStage, chainOf } from '@asterism/ml/chain';
import { clusteringParams, modelParams, preprocessingParams, projectionKind } from '@asterism/ml/params';
import type { WorkerContext } from '../context.ts';

/**
 * Finds or makes the stages of an experiment and sends those that can run. An experiment whose stages are all there
 * ends at once. Planned again, an experiment keeps its stages; those that broke off are taken up again.
 */
export async function planExperiment(
  { db, numericEnvironment, now, log }: Pick<WorkerContext, 'db' | 'numericEnvironment' | 'now' | 'log'>,
  experimentId: string,
): Promise<void> {
  const planned = await inTransaction(db, async (tx) => {
    const experiment = await tx.experiment.findUnique({
      where: { id: experimentId },
      include: { datasetVersion: { select: { contentHash: true } } },
    });
    if (!experiment || !isActive(experiment)) return null;
    const { contentHash } = experiment.datasetVersion;
    if (contentHash === null)
      throw new Error(`Experiment ${experimentId} is on a version that is not ready.`);
    const known = await tx.experimentStage.findMany({ where: { experimentId }, include: { stage: true } });
    if (known.length > 0) for (const { stage } of known) await reviveStage(tx, stage);
    else await addStages(tx, { experiment, contentHash, numericEnvironment });
    await tx.$executeRaw`SELECT 1 FROM "Experiment" WHERE id = ${experimentId} FOR UPDATE`;
    const stages = await tx.experimentStage.findMany({
      where: { experimentId },
      select: { reused: true, stage: { select: { status: true } } },
    });
    if (stages.every(({ stage }) => stage.status === 'SUCCEEDED'))
      await finishExperiment(tx, experimentId, now());
    else await sendStages(tx, await readyStagesOf(tx, experimentId));
    await announceExperiments(tx, [experimentId]);
    const reused = stages.filter((stage) => stage.reused).length;
    return { experiment: experiment.number, stages: stages.length, reused };
  });
  if (planned) log.info({ experimentId, ...planned }, 'planned');
}

export interface Planned {
  experiment: Experiment;
  contentHash: string;
  numericEnvironment: string;
}

/** The stages that an experiment's choices ask for. */
export function chainOfExperiment({ experiment, contentHash, numericEnvironment }: Planned): ChainStage[] {
  const inputs = {
    contentHash,
    preprocessing: preprocessingParams.parse(experiment.preprocessing),
    model: modelParams.parse(experiment.model),
    projections: experiment.projections.map((kind) => projectionKind.parse(kind)),
    clustering: clusteringParams.parse(experiment.clustering),
    seed: experiment.seed,
    numericEnvironment,
  };
  return chainOf(inputs, stageKey);
}

async function addStages(
  tx: DbTransaction,
  { experiment, contentHash, numericEnvironment }: Planned,
): Promise<void> {
  const ids: string[] = [];
  for (const { parents, ...stage } of chainOfExperiment({ experiment, contentHash, numericEnvironment })) {
    const { id, status } = await upsertStage(tx, {
      ...stage,
      workspaceId: experiment.workspaceId,
      datasetVersionId: experiment.datasetVersionId,
      parentIds: parents.map((place) => ids[place]!),
    });
    ids.push(id);
    await linkStage(tx, { experimentId: experiment.id, stageId: id, reused: status === 'SUCCEEDED' });
  }
}

// What follows training takes a second, and training the next model minutes: an experiment that can be ended is ended
// first, and what needs one core runs beside the next training.
const LONG: ReadonlySet<StageKind> = new Set(['PREPROCESS', 'TRAIN']);

/** One message each; a waiting one of the same stage is replaced. */
export async function sendStages(tx: DbTransaction, stages: readonly ReadyStage[]): Promise<void> {
  for (const { id, kind, numericEnvironment } of stages) {
    const priority = LONG.has(kind) ? 0 : -1;
    await sendJob(tx, 'stage.run', { stageId: id }, { jobKey: `stage:${id}`, numericEnvironment, priority });
  }
}

const isActive = ({ status }: Experiment): boolean => status === 'QUEUED' || status === 'RUNNING';
