import type { BlobStore } from '@asterism/blobs';
import type { Db, Experiment, Prisma } from '@asterism/db';
import { type ExperimentSeed, seedExperiment, seedStage, sha256 } from './seedExperiment.ts';

const LATENT_SIZE = 16;

/**
 * An experiment that is over, with everything that its stages leave behind: curve, projection, clustering with its
 * scan, and two clusters over the samples. Of the blobs the labels alone are there.
 */
export async function seedFinishedExperiment(
  { db, blobs }: { db: Db; blobs: BlobStore },
  at: ExperimentSeed & { sampleCount: number },
  overrides: Partial<Prisma.ExperimentUncheckedCreateInput> = {},
): Promise<Experiment & { globalId: string }> {
  const { sampleCount } = at;
  const values = { sha256: sha256(), dtype: 'float32', shape: [sampleCount] };
  const experiment = await seedExperiment(db, at, {
    status: 'SUCCEEDED',
    startedAt: new Date(),
    finishedAt: new Date(),
    mse: 0.01,
    psnr: 20,
    silhouette: 0.5,
    clusterCount: 2,
    noiseCount: 0,
    ...overrides,
  });
  const stage = (kind: Parameters<typeof seedStage>[2]['kind'], rest: object = {}) =>
    seedStage(db, [experiment], { kind, status: 'SUCCEEDED', seconds: 1, fraction: 1, ...rest });
  await stage('PREPROCESS', { result: { images: { ...values, shape: [sampleCount, 1, 8, 8] }, mask: null } });
  const train = await stage('TRAIN', {
    result: {
      weights: { sha256: sha256(), bytes: 8 },
      parameterCount: 1234,
      trainLoss: 0.1,
      validationLoss: null,
      imagesPerSecond: 500,
    },
  });
  await db.epochMetrics.createMany({
    data: [1, 2, 3].map((epoch) => ({
      stageId: train.id,
      epoch,
      trainLoss: 1 / epoch,
      imagesPerSecond: 500,
    })),
  });
  const latents = { ...values, shape: [sampleCount, LATENT_SIZE] };
  await stage('ENCODE', { result: { latents, reconstructionErrors: values, mse: 0.01, psnr: 20 } });
  const project = await stage('PROJECT', { params: { projection: 'PCA' } });
  await db.projection.create({
    data: {
      stageId: project.id,
      kind: 'PCA',
      coordinatesSha256: sha256(),
      sampleCount,
      explainedVariance: [0.6, 0.2],
    },
  });
  const members = Array.from({ length: sampleCount }, (_, i) => i);
  const labels = await blobs.put(new Uint8Array(Int32Array.from(members, (index) => index % 2).buffer));
  const cluster = await stage('CLUSTER');
  await db.clustering.create({
    data: {
      stageId: cluster.id,
      algorithm: 'KMEANS',
      labelsSha256: labels.sha256,
      sampleCount,
      clusterCount: 2,
      noiseCount: 0,
      scan: { create: [2, 3].map((k) => ({ value: k, clusterCount: k, silhouette: 1 / k, best: k === 2 })) },
    },
  });
  await stage('SCORE', {
    result: {
      silhouette: 0.5,
      daviesBouldin: 1,
      calinskiHarabasz: 10,
      sampleSilhouettes: values,
      clusters: [],
    },
  });
  await db.cluster.createMany({
    data: [0, 1].map((label) => {
      const memberIndexes = members.filter((index) => index % 2 === label);
      return {
        experimentId: experiment.id,
        label,
        size: memberIndexes.length,
        isNoise: false,
        memberIndexes,
      };
    }),
  });
  return experiment;
}
