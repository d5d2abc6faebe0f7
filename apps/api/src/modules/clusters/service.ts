import {
  type Cluster,
  type ClusteringStability,
  clusteringStability,
  clusteringWarnings,
  type Sample,
} from '@asterism/db';
import type { Context } from '../../context.ts';
import { refusal } from '../../errors.ts';
import { type Page, type PageArgs, pageOf, pageRequest, positionsOf } from '../../paging/page.ts';
import { clusteringOfExperiment } from '../experiments/views.ts';

export const MEMBER_ORDERS = ['MIDDLE_FIRST', 'BORDER_FIRST', 'INDEX'] as const;
export type MemberOrder = (typeof MEMBER_ORDERS)[number];

const MEMBERS_MAXIMUM = 1000;

type Members = Pick<Cluster, 'experimentId' | 'memberIndexes' | 'isNoise'>;

/** A cluster's samples, a page at a time. The cursor is the position in that order; members never change. */
export async function members(
  { loaders }: Context,
  { experimentId, memberIndexes }: Members,
  { order, ...args }: PageArgs & { order?: MemberOrder | null },
): Promise<Page<Sample>> {
  const request = pageRequest(args, MEMBERS_MAXIMUM);
  const way = order ?? 'MIDDLE_FIRST';
  const indexes = inOrder(memberIndexes, way);
  const at = request.cursor === null ? null : readPosition(request.cursor, way);
  const positions = positionsOf(request, indexes.length, at === null ? null : { at, after: at + 1 });
  const { datasetVersionId: versionId } = await loaders.experiment.load(experimentId);
  const rows = await Promise.all(
    positions.map((position) => loaders.sampleByNumber.load({ versionId, index: indexes[position]! })),
  );
  return pageOf(
    rows.map((node, i) => ({ cursor: writePosition(positions[i]!, way), node })),
    request,
    async () => indexes.length,
  );
}

/** The member nearest to the middle; noise has no middle. */
export async function medoid({ loaders }: Context, cluster: Members): Promise<Sample | null> {
  const index = cluster.memberIndexes[0];
  if (cluster.isNoise || index === undefined) return null;
  const { datasetVersionId: versionId } = await loaders.experiment.load(cluster.experimentId);
  return loaders.sampleByNumber.load({ versionId, index });
}

function inOrder(memberIndexes: readonly number[], order: MemberOrder): readonly number[] {
  switch (order) {
    case 'MIDDLE_FIRST':
      return memberIndexes;
    case 'BORDER_FIRST':
      return memberIndexes.toReversed();
    case 'INDEX':
      return memberIndexes.toSorted((a, b) => a - b);
  }
}

function writePosition(position: number, order: MemberOrder): string {
  return Buffer.from(`${order}:${position}`).toString('base64url');
}

function readPosition(cursor: string, order: MemberOrder): number {
  const [kind, position] = Buffer.from(cursor, 'base64url').toString('latin1').split(':');
  if (kind !== order || !position || !/^\d{1,9}$/.test(position))
    throw refusal.badArgument('The cursor is not one of these members in this order; take it from pageInfo.');
  return Number(position);
}

export async function clusteringWarningsOf(context: Context, experimentId: string) {
  const clustering = await clusteringOfExperiment(context, experimentId);
  return clusteringWarnings.parse(clustering?.warnings ?? []);
}

export type SeedStability = NonNullable<ClusteringStability['seeds']>;

/** How far the clusters depend on the seed alone; null where no random numbers are drawn, and until there are clusters. */
export async function seedStabilityOf(context: Context, experimentId: string): Promise<SeedStability | null> {
  const clustering = await clusteringOfExperiment(context, experimentId);
  return clusteringStability.nullable().parse(clustering?.stability ?? null)?.seeds ?? null;
}
