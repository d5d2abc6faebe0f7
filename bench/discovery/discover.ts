import {
  adjustedRandIndex,
  type ClusteringParams,
  clusteringParams,
  encodeSamples,
  type MlBackend,
  type ModelParams,
  scanClusterings,
  trainModel,
} from '../../packages/ml/src/index.ts';
import type { ImageBatch } from '../../packages/ml/src/training/imageBatch.ts';
import { DISC_KINDS } from '../../packages/testkit/src/discs/disc.ts';
import { probeAccuracy } from './probe.ts';

export interface Discovery {
  /** Of the k that the product recommends. */
  ari: number;
  k: number;
  silhouette: number | null;
  /** Of the k that the truth would give. */
  ariAtTruth: number;
  probe: number;
  trainSeconds: number;
}

/** Trains, encodes and clusters as the stages do, and holds what comes of it against the truth. */
export async function discover(
  batch: ImageBatch,
  kinds: Int32Array,
  choice: { model: ModelParams; clustering: ClusteringParams },
  { seed, backend }: { seed: number; backend: MlBackend },
): Promise<Discovery> {
  const began = performance.now();
  const { weights } = await trainModel(batch, choice.model, {
    seed,
    backend,
    hooks: { now: () => performance.now(), onEpoch: () => undefined },
  });
  const trainSeconds = (performance.now() - began) / 1000;
  const { latents } = await encodeSamples(batch, choice.model, weights, { backend });
  const { fit, points } = await scanClusterings(latents, choice.clustering, { seed });
  const best = points.find((point) => point.best);
  const fixed = clusteringParams.parse({ algorithm: 'KMEANS', params: { nClusters: DISC_KINDS.length } });
  return {
    ari: adjustedRandIndex(kinds, fit.labels),
    k: best?.value ?? 0,
    silhouette: best?.silhouette ?? null,
    ariAtTruth: adjustedRandIndex(kinds, (await scanClusterings(latents, fixed, { seed })).fit.labels),
    probe: probeAccuracy(latents, kinds),
    trainSeconds,
  };
}
