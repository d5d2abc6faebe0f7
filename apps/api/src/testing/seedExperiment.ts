import { randomBytes } from 'node:crypto';
import type { Db, Experiment, Prisma, RunStatus, Stage, StageKind } from '@asterism/db';

export const sha256 = (): string => randomBytes(32).toString('hex');

export interface ExperimentSeed {
  workspaceId: string;
  versionId: string;
}

/** An experiment's row as createExperiment writes it, with what is overridden. */
export async function seedExperiment(
  db: Db,
  { workspaceId, versionId }: ExperimentSeed,
  overrides: Partial<Prisma.ExperimentUncheckedCreateInput> = {},
): Promise<Experiment & { globalId: string }> {
  const { lastExperimentNumber: number } = await db.workspace.update({
    where: { id: workspaceId },
    data: { lastExperimentNumber: { increment: 1 } },
  });
  const row = await db.experiment.create({
    data: {
      workspaceId,
      datasetVersionId: versionId,
      number,
      name: `Experiment ${number}`,
      seed: 0,
      preprocessing: { channels: [0] },
      model: { kind: 'CONV', epochs: 10 },
      projections: ['PCA'],
      clustering: { algorithm: 'KMEANS' },
      ...overrides,
    },
  });
  return { ...row, globalId: Buffer.from(`Experiment:${row.id}`).toString('base64') };
}

/** A stage that these experiments use. */
export async function seedStage(
  db: Db,
  experiments: readonly Experiment[],
  {
    kind,
    status,
    reused = false,
    ...rest
  }: { kind: StageKind; status: RunStatus; reused?: boolean } & Partial<Stage>,
): Promise<Stage> {
  const [first] = experiments;
  if (!first) throw new Error('A stage is used by an experiment.');
  return db.stage.create({
    data: {
      workspaceId: first.workspaceId,
      datasetVersionId: first.datasetVersionId,
      kind,
      key: sha256(),
      params: rest.params ?? {},
      status,
      result: rest.result ?? undefined,
      seconds: rest.seconds ?? null,
      fraction: rest.fraction ?? 0,
      epoch: rest.epoch ?? null,
      uses: { create: experiments.map(({ id }) => ({ experimentId: id, reused })) },
    },
  });
}
