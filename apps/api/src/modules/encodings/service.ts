import type { BlobStore } from '@asterism/blobs';
import {
  type Cluster,
  type EncodedImage,
  type Encoding,
  type Experiment,
  encodingResult,
  neighbours as neighbourRecords,
  Prisma,
} from '@asterism/db';
import type { Context } from '../../context.ts';
import { keysetPage } from '../../paging/keyset.ts';
import { type Page, type PageArgs, pageRequest } from '../../paging/page.ts';
import { type Blob, storedBlob } from '../blobs/blob.ts';
import { slugOf } from '../experiments/views.ts';
import type { NeighbourView } from '../samples/neighbour.ts';

const LIST_MAXIMUM = 200;
const IMAGES_PAGE_MAXIMUM = 1000;

/** An image that was encoded, and where it falls. */
export interface PlacedImageView
  extends Pick<EncodedImage, 'id' | 'name' | 'number' | 'reconstructionError' | 'errorShare' | 'encodingId'> {
  row: number;
  label: number;
  distance: number;
  shareNearer: number;
  neighbours: { index: number; distance: number }[];
  /** x and y on the experiment's map by principal components; null where it has none. */
  position: [number, number] | null;
}

/** The newest first. */
export function listEncodings(
  { services: { db } }: Context,
  { id: experimentId }: Experiment,
  args: PageArgs,
): Promise<Page<Encoding>> {
  return keysetPage<Encoding>(
    db,
    {
      columns: Prisma.sql`c.*`,
      from: Prisma.sql`"Encoding" c`,
      id: Prisma.sql`c.id`,
      where: [Prisma.sql`c."experimentId" = ${experimentId}`],
      keys: [{ sql: Prisma.sql`c."createdAt"`, type: 'timestamptz', direction: 'DESC' }],
      order: 'encodings',
    },
    pageRequest(args, LIST_MAXIMUM),
  );
}

/** In the order of the latents. */
export async function listImages(
  { services: { db, blobs } }: Context,
  { id: encodingId, result }: Encoding,
  args: PageArgs,
): Promise<Page<PlacedImageView>> {
  const positions = await positionsOf(blobs, result);
  const page = await keysetPage<EncodedImage>(
    db,
    {
      columns: Prisma.sql`i.*`,
      from: Prisma.sql`"EncodedImage" i`,
      id: Prisma.sql`i.id`,
      where: [Prisma.sql`i."encodingId" = ${encodingId}`, Prisma.sql`i."row" IS NOT NULL`],
      keys: [{ sql: Prisma.sql`i."row"`, type: 'int4', direction: 'ASC' }],
      order: 'images',
    },
    pageRequest(args, IMAGES_PAGE_MAXIMUM),
  );
  const edges = page.edges.flatMap(({ cursor, node }) =>
    placedView(node, positions).map((view) => ({ cursor, node: view })),
  );
  return { ...page, edges };
}

/** Float32 (images, 2): 80 kB of as many images as are encoded at once. */
async function positionsOf(blobs: BlobStore, result: Encoding['result']): Promise<Float32Array | null> {
  const stored = result === null ? null : encodingResult.parse(result).coordinates;
  // Copied: the bytes may not lie on a multiple of four.
  return stored && new Float32Array(new Uint8Array(await blobs.read(stored.sha256)).buffer);
}

function placedView(
  { row, label, distance, shareNearer, neighbours, ...rest }: EncodedImage,
  positions: Float32Array | null,
): PlacedImageView[] {
  if (row === null || label === null || distance === null || shareNearer === null) return [];
  return [
    {
      ...rest,
      row,
      label,
      distance,
      shareNearer,
      neighbours: neighbourRecords.parse(neighbours),
      position: positions && [positions[row * 2]!, positions[row * 2 + 1]!],
    },
  ];
}

/** Null until it is encoded. */
export function latents(context: Context, { workspaceId, result }: Encoding): Blob | null {
  return result === null
    ? null
    : storedBlob(slugOf(context, workspaceId), encodingResult.parse(result).latents);
}

/** Positions on the experiment's map by principal components; null where it has none. */
export function coordinates(context: Context, { workspaceId, result }: Encoding): Blob | null {
  const found = result === null ? null : encodingResult.parse(result).coordinates;
  return found && storedBlob(slugOf(context, workspaceId), found);
}

/** In the order of the latents. */
export async function nearestClusters(
  { loaders }: Context,
  { id, experimentId }: Encoding,
): Promise<Cluster[]> {
  const [rows, clusters] = await Promise.all([
    loaders.encodedLabels.load(id),
    loaders.clusters.load(experimentId),
  ]);
  const byLabel = new Map(clusters.map((cluster) => [cluster.label, cluster]));
  return rows.map(({ label }) => clusterOf(byLabel.get(label ?? -1), label));
}

export async function clusterOfImage(
  { loaders }: Context,
  { encodingId, label }: PlacedImageView,
): Promise<Cluster> {
  const { experimentId } = await loaders.encoding.load(encodingId);
  const clusters = await loaders.clusters.load(experimentId);
  return clusterOf(
    clusters.find((cluster) => cluster.label === label),
    label,
  );
}

function clusterOf(cluster: Cluster | undefined, label: number | null): Cluster {
  if (!cluster) throw new Error(`An image was put into the cluster ${label}, which is not there.`);
  return cluster;
}

/** Samples that were trained on, nearest first. */
export async function neighboursOf(
  { loaders }: Context,
  { encodingId, neighbours }: PlacedImageView,
): Promise<NeighbourView[]> {
  const { experimentId } = await loaders.encoding.load(encodingId);
  const { datasetVersionId: versionId } = await loaders.experiment.load(experimentId);
  return neighbours.map(({ index, distance }) => ({
    distance,
    sample: () => loaders.sampleByNumber.load({ versionId, index }),
  }));
}

/** The sample of the data set version that was encoded; null of a file that was sent. */
export async function sampleOfImage({ loaders }: Context, { encodingId, number }: PlacedImageView) {
  const { datasetVersionId: versionId } = await loaders.encoding.load(encodingId);
  return versionId === null ? null : loaders.sampleByNumber.load({ versionId, index: number });
}
