import { randomUUID } from 'node:crypto';
import type { Db } from '../../client.ts';
import type { RunStatus, StageKind } from '../../generated/prisma/client.ts';

export const NOW = new Date('2026-01-01T12:00:00Z');
export const later = (seconds: number): Date => new Date(NOW.getTime() + seconds * 1000);

export interface SeededWorld {
  workspaceId: string;
  datasetVersionId: string;
}

/** A workspace of its own with a data set version that is ready. */
export async function seedWorld(db: Db): Promise<SeededWorld> {
  const { id: workspaceId } = await db.workspace.create({ data: { slug: randomUUID(), name: 'W' } });
  const dataset = await db.dataset.create({ data: { workspaceId, name: 'D' } });
  const version = await db.datasetVersion.create({
    data: { datasetId: dataset.id, number: 1, status: 'READY', contentHash: 'c', request: {} },
  });
  return { workspaceId, datasetVersionId: version.id };
}

export async function seedStage(
  db: Db,
  world: SeededWorld,
  {
    parentIds = [],
    ...stage
  }: {
    kind: StageKind;
    status?: RunStatus;
    workerId?: string;
    parentIds?: string[];
    numericEnvironment?: string;
    attempt?: number;
    heartbeatAt?: Date;
    cancelRequested?: boolean;
    result?: object;
  },
): Promise<string> {
  const { id } = await db.stage.create({
    data: {
      ...world,
      key: randomUUID(),
      params: {},
      ...(stage.status === 'RUNNING' ? { startedAt: NOW } : {}),
      ...stage,
      parents: { create: parentIds.map((parentId) => ({ parentId })) },
    },
  });
  return id;
}

export async function seedExperiment(
  db: Db,
  { workspaceId, datasetVersionId }: SeededWorld,
  { stageIds, status = 'RUNNING' }: { stageIds: string[]; status?: RunStatus },
): Promise<string> {
  const { lastExperimentNumber: number } = await db.workspace.update({
    where: { id: workspaceId },
    data: { lastExperimentNumber: { increment: 1 } },
  });
  const { id } = await db.experiment.create({
    data: {
      workspaceId,
      datasetVersionId,
      number,
      name: 'E',
      status,
      seed: 0,
      preprocessing: {},
      model: {},
      clustering: {},
      stages: { create: stageIds.map((stageId) => ({ stageId, reused: false })) },
    },
  });
  return id;
}

const blob = (dtype: string, shape: number[]) => ({ sha256: 'a'.repeat(64), dtype, shape });

/** The results from which an experiment's measures are copied. */
export const ENCODE_RESULT = {
  latents: blob('float32', [3, 2]),
  reconstructionErrors: blob('float32', [3]),
  mse: 0.25,
  psnr: 6,
};
export const SCORE_RESULT = {
  silhouette: 0.5,
  daviesBouldin: 1,
  calinskiHarabasz: 2,
  sampleSilhouettes: blob('float32', [3]),
  clusters: [
    { label: -1, silhouette: null, memberIndexes: [1] },
    { label: 0, silhouette: 0.5, memberIndexes: [2, 0] },
  ],
  recommendation: 'k = 2 is best.',
};
export const ENVIRONMENT = {
  version: '1',
  node: '20',
  backend: 'native',
  backendVersion: '2',
  threads: 2,
  processor: 'p',
  platform: 'linux',
};
