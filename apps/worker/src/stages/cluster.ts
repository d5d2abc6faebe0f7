import type { BlobStore } from '@asterism/blobs';
import type { BlobRef, CondensedTreeRecord } from '@asterism/db';
import { type ClusteringFit, type SeedConsensus, scanClusterings } from '@asterism/ml';
import { putArray, type TaskRunner } from '../child/context.ts';
import { readLatents } from './latents.ts';

/** Labels of all latents for the value that was fixed or that the scan found best, and what else the clusterer says. */
export const cluster: TaskRunner<'CLUSTER'> = async (
  { latents, clustering, seed },
  { blobs, linear, signal, report },
) => {
  const points = await readLatents(blobs, latents);
  const {
    fit,
    fixed: _,
    ...scan
  } = await scanClusterings(points, clustering, {
    seed,
    signal,
    linear,
    onProgress: (fraction) => report({ type: 'progress', fraction }),
  });
  const { labels, bic, aic, responsibilities } = fit;
  const { overall, perCluster, perSample } = scan.stability;
  const { seeds } = scan;
  return {
    algorithm: scan.algorithm,
    labels: await putArray(blobs, Int32Array.from(labels), [points.rows]),
    clusterCount: new Set(labels.filter((label) => label >= 0)).size,
    noiseCount: labels.filter((label) => label < 0).length,
    scan: scan.points,
    stability: { overall, perCluster, seeds: seeds && seedRecord(seeds) },
    sampleStability: await putFloats(blobs, perSample, [points.rows]),
    sampleSeedStability: seeds && (await putFloats(blobs, seeds.perSample, [points.rows])),
    reference: scan.reference,
    reducedTo: scan.reducedTo,
    warnings: scan.warnings,
    bic,
    aic,
    responsibilities:
      responsibilities &&
      (await putFloats(blobs, responsibilities.data, [responsibilities.rows, responsibilities.cols])),
    membership: fit.membership && (await putFloats(blobs, fit.membership, [points.rows])),
    outlierScores: fit.outlierScores && (await putFloats(blobs, fit.outlierScores, [points.rows])),
    condensedTree: fit.tree && (await putTree(blobs, fit.tree)),
  };
};

const seedRecord = ({ overall, runs, sampleCount, perCluster }: SeedConsensus) => ({
  overall,
  runs,
  sampleCount,
  perCluster,
});

const putFloats = (blobs: BlobStore, values: Float64Array, shape: number[]): Promise<BlobRef> =>
  putArray(blobs, Float32Array.from(values), shape);

async function putTree(
  blobs: BlobStore,
  { condensedTree: { rows, clusterCount, edges }, selected }: NonNullable<ClusteringFit['tree']>,
): Promise<string> {
  const record: CondensedTreeRecord = {
    rows,
    clusterCount,
    parent: edges.map(({ parent }) => parent),
    child: edges.map(({ child }) => child),
    // Samples that repeat part at an infinite density, which JSON has no number for.
    lambda: edges.map(({ lambda }) => (Number.isFinite(lambda) ? lambda : null)),
    size: edges.map(({ size }) => size),
    selected,
  };
  const { sha256 } = await blobs.put(new TextEncoder().encode(JSON.stringify(record)));
  return sha256;
}
