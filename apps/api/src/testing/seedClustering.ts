import type { BlobStore } from '@asterism/blobs';
import type { Cluster, Db, Experiment, Prisma } from '@asterism/db';
import { type ExperimentSeed, seedExperiment, seedStage } from './seedExperiment.ts';

/** A finished experiment that has these labels, and its clusters by label. */
export async function seedClustering(
  { db, blobs }: { db: Db; blobs: BlobStore },
  at: ExperimentSeed,
  labels: readonly number[],
  overrides: Partial<Prisma.ExperimentUncheckedCreateInput> = {},
): Promise<Experiment & { globalId: string; clusters: Map<number, Cluster> }> {
  const experiment = await seedExperiment(db, at, { status: 'SUCCEEDED', ...overrides });
  const stage = await seedStage(db, [experiment], { kind: 'CLUSTER', status: 'SUCCEEDED' });
  const { sha256: labelsSha256 } = await blobs.put(new Uint8Array(Int32Array.from(labels).buffer));
  const names = [...new Set(labels)].sort((a, b) => a - b);
  await db.clustering.create({
    data: {
      stageId: stage.id,
      algorithm: 'KMEANS',
      labelsSha256,
      sampleCount: labels.length,
      clusterCount: names.filter((label) => label >= 0).length,
      noiseCount: labels.filter((label) => label < 0).length,
    },
  });
  const clusters = await db.cluster.createManyAndReturn({
    data: names.map((label) => {
      const memberIndexes = labels.flatMap((own, index) => (own === label ? [index] : []));
      return {
        experimentId: experiment.id,
        label,
        size: memberIndexes.length,
        isNoise: label < 0,
        memberIndexes,
      };
    }),
  });
  return { ...experiment, clusters: new Map(clusters.map((cluster) => [cluster.label, cluster])) };
}
