import type { Cluster, DbTransaction, Experiment, Review } from '@asterism/db';
import type { Random } from '@asterism/ml/random';
import { z } from 'zod';
import { editorById } from '../../auth/permission.ts';
import { rowId } from '../../builder.ts';
import type { Context } from '../../context.ts';
import { done, notDone, type Outcome, type Problem, problem, problemsOf } from '../../problem.ts';
import { recordDeeds } from '../audit/record.ts';
import { visibleExperiments } from '../experiments/service.ts';
import { reviewDeed } from './deed.ts';
import { drawItems } from './draw.ts';
import { tellOfReview } from './tellOfReview.ts';

/** Of each kind: docs/algorithms/blind-review.md says why as many strangers as members. */
export const USUAL_COUNT = 12;
/** The fewest of each kind by which somebody who is always right is told from chance by far: .65 to 1. */
export const FEWEST = 4;
export const MOST = 100;
const REVIEWS_MAXIMUM = 100;

const count = z.int().min(FEWEST).max(MOST).nullish();
const wanted = z.object({ clusterId: z.string(), memberCount: count, strangerCount: count });

/**
 * Draws members of a cluster and strangers from the other clusters of its experiment, for people to tell apart. Unless
 * said otherwise 12 of each, or as many as there are.
 *
 * Problems: CLUSTER_NOT_FOUND, CLUSTER_IS_NOISE, CLUSTER_TOO_SMALL, TOO_FEW_STRANGERS, REVIEW_IS_OPEN, TOO_MANY, numbers
 * that cannot be. Throws FORBIDDEN for a viewer.
 */
export async function createReview(
  context: Context,
  input: z.input<typeof wanted>,
  random: Random,
): Promise<Outcome<Review>> {
  const parsed = wanted.safeParse(input);
  if (!parsed.success) return notDone(...problemsOf(parsed.error));
  const outcome = await context.services.db.$transaction(async (tx): Promise<Outcome<Review>> => {
    // Two who begin a review at once: the second is told of the first's.
    const id = rowId('Cluster', parsed.data.clusterId) ?? '';
    await tx.$executeRaw`SELECT 1 FROM "Cluster" WHERE id = ${id} FOR UPDATE`;
    const cluster = await tx.cluster.findFirst({
      where: { id, experiment: visibleExperiments(context) },
      include: { experiment: true },
    });
    const membership = cluster && editorById(context, cluster.experiment.workspaceId);
    if (!membership)
      return notDone(problem('CLUSTER_NOT_FOUND', 'There is no such cluster that you may see.', 'clusterId'));
    const others = await tx.cluster.findMany({
      where: { experimentId: cluster.experimentId, isNoise: false, id: { not: id } },
      select: { memberIndexes: true },
    });
    const strangers = others.flatMap(({ memberIndexes }) => memberIndexes);
    const counts = {
      members: parsed.data.memberCount ?? Math.min(USUAL_COUNT, cluster.memberIndexes.length),
      strangers: parsed.data.strangerCount ?? Math.min(USUAL_COUNT, strangers.length),
    };
    const wrong = tooFew(cluster, strangers.length, counts) ?? (await inTheWay(tx, id));
    if (wrong) return notDone(wrong);
    const drawn = drawItems(random, cluster.memberIndexes, strangers, counts);
    const sampleIds = await sampleIdsOf(tx, cluster.experiment, drawn);
    const review = await tx.review.create({
      data: {
        clusterId: id,
        createdById: membership.caller.user.id,
        createdAt: context.services.now(),
        items: {
          create: drawn.map(({ isMember }, position) => ({
            position,
            isMember,
            sampleId: sampleIds[position]!,
          })),
        },
      },
    });
    await recordDeeds(tx, membership.caller, [reviewDeed(membership.caller, cluster, 'began')]);
    return done(review);
  });
  return tellOfReview(context, outcome);
}

function tooFew(
  { isNoise, memberIndexes, label }: Cluster,
  strangers: number,
  counts: { members: number; strangers: number },
): Problem | null {
  if (isNoise)
    return problem(
      'CLUSTER_IS_NOISE',
      'Noise is no cluster, so nobody belongs to it. Choose one of the clusters.',
      'clusterId',
    );
  const least = Math.max(counts.members, FEWEST);
  if (memberIndexes.length < least)
    return problem(
      'CLUSTER_TOO_SMALL',
      `Cluster ${label} has ${memberIndexes.length} members; a review of it would show ${least}. ${advice(memberIndexes.length)}`,
      'memberCount',
    );
  const needed = Math.max(counts.strangers, FEWEST);
  if (strangers < needed)
    return problem(
      'TOO_FEW_STRANGERS',
      `The other clusters have ${strangers} images together; a review would show ${needed} of them. ${advice(strangers)}`,
      'strangerCount',
    );
  return null;
}

const advice = (there: number) =>
  there < FEWEST ? `Below ${FEWEST} a review says nothing: look at them one by one.` : `Ask for ${there}.`;

async function inTheWay(tx: DbTransaction, clusterId: string): Promise<Problem | null> {
  const open = await tx.review.findFirst({ where: { clusterId, status: 'OPEN' }, select: { id: true } });
  if (open)
    return problem(
      'REVIEW_IS_OPEN',
      'A review of this cluster is open. Answer it, or close it before another begins.',
      'clusterId',
    );
  const count = await tx.review.count({ where: { clusterId } });
  if (count < REVIEWS_MAXIMUM) return null;
  return problem('TOO_MANY', `This cluster has had ${count} reviews, the most that are kept.`, 'clusterId');
}

/** In the order of what was drawn. */
async function sampleIdsOf(
  tx: DbTransaction,
  { datasetVersionId: versionId }: Experiment,
  drawn: readonly { index: number }[],
): Promise<string[]> {
  const rows = await tx.sample.findMany({
    where: { versionId, index: { in: drawn.map(({ index }) => index) } },
    select: { id: true, index: true },
  });
  const byIndex = new Map(rows.map(({ id, index }) => [index, id]));
  return drawn.map(({ index }) => {
    const id = byIndex.get(index);
    if (!id) throw new Error(`There is no sample #${index} in the version ${versionId}.`);
    return id;
  });
}
