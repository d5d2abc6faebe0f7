import { type Db, type Experiment, type Prisma, type StageResult, stageResult } from '@asterism/db';

/** What of an experiment goes into its model's files. */
const PARTS = {
  datasetVersion: { include: { dataset: { select: { name: true } } } },
  stages: { include: { stage: { select: { kind: true, key: true, status: true, result: true } } } },
} satisfies Prisma.ExperimentInclude;

export type ExperimentParts = Prisma.ExperimentGetPayload<{ include: typeof PARTS }>;

type Weights = StageResult['TRAIN']['weights'];

/** Weights that are a safetensors file; those of before are not. */
export type WeightsFile = Required<Weights>;

export const weightsFileOf = ({ weights }: StageResult['TRAIN']): WeightsFile | null =>
  weights.tensors ? { ...weights, tensors: weights.tensors } : null;

/** Null where there is none that this workspace's members may see. */
export function findParts(
  db: Db,
  id: string,
  workspaceIds: readonly string[],
): Promise<ExperimentParts | null> {
  return db.experiment.findFirst({
    where: { id, workspaceId: { in: [...workspaceIds] } },
    include: PARTS,
  });
}

export interface Trained {
  result: StageResult['TRAIN'];
  weights: WeightsFile;
}

/** Null until the model is trained, and where its weights are stored in the form of before. */
export function trainedOf({ stages }: ExperimentParts): Trained | null {
  const training = stages.find(({ stage }) => stage.kind === 'TRAIN' && stage.status === 'SUCCEEDED');
  if (!training) return null;
  const result = stageResult.TRAIN.parse(training.stage.result);
  const weights = weightsFileOf(result);
  return weights && { result, weights };
}

/** Names for files that lie in a folder with others'. */
export const fileNames = ({ number }: Pick<Experiment, 'number'>) => ({
  weights: `asterism-E-${number}.safetensors`,
  card: `asterism-E-${number}.json`,
});
