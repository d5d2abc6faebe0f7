import { type BlobRef, condensedTreeRecord, type Experiment, stageResult } from '@asterism/db';
import { rowId } from '../../builder.ts';
import type { Context } from '../../context.ts';
import { refusal } from '../../errors.ts';
import { type Blob, storedBlob } from '../blobs/blob.ts';
import { readFloat32 } from '../blobs/readValues.ts';
import { clusteringOfExperiment, finished, slugOf } from '../experiments/views.ts';
import type { NeighbourView } from '../samples/neighbour.ts';
import { nearestRows } from './nearestRows.ts';

/** A number for each sample, by ID number. */
export interface SampleColumn {
  name: string;
  values: Blob;
}

const PROJECTION_NAMES = { PCA: 'Pca', TSNE: 'Tsne', UMAP: 'Umap' } as const;

/** What is known of every sample by itself, as far as the experiment has come. */
export async function perSample(context: Context, row: Experiment): Promise<SampleColumn[]> {
  const { loaders } = context;
  const stages = await loaders.stages.load(row.id);
  const scoring = finished(stages, 'SCORE');
  const silhouettes = scoring && (await loaders.sampleSilhouettes.load(scoring.stageId))[0];
  const clustering = await clusteringOfExperiment(context, row.id);
  const encoding = finished(stages, 'ENCODE');
  const drawn = stages.filter(({ kind, status }) => kind === 'PROJECT' && status === 'SUCCEEDED');
  const maps = (await Promise.all(drawn.map(({ stageId }) => loaders.projections.load(stageId)))).flat();
  const floats = (sha256: string | null | undefined, sampleCount: number): BlobRef | null =>
    sha256 ? { sha256, dtype: 'float32', shape: [sampleCount] } : null;
  const ofClustering = (sha256: string | null | undefined) => floats(sha256, clustering?.sampleCount ?? 0);
  const columns: [name: string, values: BlobRef | null | undefined][] = [
    ['silhouette', silhouettes?.values],
    ['membership', ofClustering(clustering?.membershipSha256)],
    ['stability', ofClustering(clustering?.sampleStabilitySha256)],
    ['seedStability', ofClustering(clustering?.sampleSeedStabilitySha256)],
    ['outlierScore', ofClustering(clustering?.outlierScoresSha256)],
    ...maps.flatMap(({ kind, sampleCount, trustSha256, continuitySha256, keptSha256 }): typeof columns => [
      [`trust${PROJECTION_NAMES[kind]}`, floats(trustSha256, sampleCount)],
      [`continuity${PROJECTION_NAMES[kind]}`, floats(continuitySha256, sampleCount)],
      [`kept${PROJECTION_NAMES[kind]}`, floats(keptSha256, sampleCount)],
    ]),
    ['reconstructionError', encoding && stageResult.ENCODE.parse(encoding.result).reconstructionErrors],
  ];
  const slug = slugOf(context, row.workspaceId);
  return columns.flatMap(([name, values]) => (values ? [{ name, values: storedBlob(slug, values) }] : []));
}

/** Of a mixture: (samples, components). */
export async function responsibilities(context: Context, row: Experiment): Promise<Blob | null> {
  const clustering = await clusteringOfExperiment(context, row.id);
  if (!clustering?.responsibilitiesSha256) return null;
  return storedBlob(slugOf(context, row.workspaceId), {
    sha256: clustering.responsibilitiesSha256,
    dtype: 'float32',
    shape: [clustering.sampleCount, clustering.componentCount ?? 0],
  });
}

/** Of HDBSCAN; see CondensedTreeRecord in packages/db/src/records. */
export async function condensedTree(context: Context, row: Experiment) {
  const clustering = await clusteringOfExperiment(context, row.id);
  if (!clustering?.condensedTreeSha256) return null;
  const bytes = await context.services.blobs.read(clustering.condensedTreeSha256);
  return condensedTreeRecord.parse(JSON.parse(new TextDecoder().decode(bytes)));
}

const NEIGHBOURS_MAXIMUM = 1000;

/**
 * The samples nearest to one in latent space, nearest first; none until there are latents. Throws BAD_USER_INPUT where
 * the sample is not one of the experiment's, or more than 1,000 are asked for.
 */
export async function neighbours(
  context: Context,
  row: Experiment,
  { sampleId, count }: { sampleId: string; count: number },
): Promise<NeighbourView[]> {
  const { services, loaders } = context;
  if (!(count >= 1 && count <= NEIGHBOURS_MAXIMUM))
    throw refusal.badArgument(`Ask for 1 to ${NEIGHBOURS_MAXIMUM} neighbours.`);
  const versionId = row.datasetVersionId;
  const id = rowId('Sample', sampleId);
  const sample = id === null ? null : await services.db.sample.findFirst({ where: { id, versionId } });
  if (!sample)
    throw refusal.badArgument(
      'This is not a sample of the experiment; take the id from its version’s samples.',
    );
  const encoding = finished(await loaders.stages.load(row.id), 'ENCODE');
  if (!encoding) return [];
  const { latents } = stageResult.ENCODE.parse(encoding.result);
  const values = await readFloat32(services.blobs, latents.sha256);
  return nearestRows(values, latents.shape[1] ?? 1, sample.index, count).map(({ row: index, distance }) => ({
    sample: () => loaders.sampleByNumber.load({ versionId, index }),
    distance,
  }));
}
