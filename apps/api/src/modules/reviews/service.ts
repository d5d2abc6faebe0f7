import type { Review, ReviewAnswer, Sample } from '@asterism/db';
import { mayWrite, membershipById, workspaceIds } from '../../auth/caller.ts';
import type { Context } from '../../context.ts';
import { type ReviewResult, type Verdict, verdictOf } from './result.ts';

export interface ReviewItemView {
  sample: () => Promise<Sample>;
  /** The caller's own. */
  answer: ReviewAnswer | null;
  /** Null while it may not be known. */
  isMember: boolean | null;
}

/** Those of the caller's workspaces. */
export function visibleReviews({ caller }: Pick<Context, 'caller'>) {
  return { cluster: { experiment: { workspaceId: { in: workspaceIds(caller) } } } };
}

/** What is shown, in the drawn order. Who belongs is told when the review is closed or the caller has answered all. */
export async function itemsOf(context: Context, review: Review): Promise<ReviewItemView[]> {
  const { loaders } = context;
  const [items, own, isOver] = await Promise.all([
    loaders.reviewItems.load(review.id),
    ownAnswers(context, review),
    isOverFor(context, review),
  ]);
  const answers = new Map(own.map(({ position, answer }) => [position, answer]));
  return items.map(({ position, sampleId, isMember }) => ({
    sample: () => loaders.sample.load(sampleId),
    answer: answers.get(position) ?? null,
    isMember: isOver ? isMember : null,
  }));
}

/** Those who answered something. */
export async function reviewersOf({ loaders }: Context, { id }: Review): Promise<number> {
  return new Set((await loaders.reviewAnswers.load(id)).map(({ userId }) => userId)).size;
}

/** What came of it; null while it would lead the caller: it is open, and they have not answered all. */
export async function resultOf(context: Context, review: Review): Promise<ReviewResult | null> {
  return (await isOverFor(context, review)) ? context.loaders.reviewResult.load(review.id) : null;
}

/**
 * Whether what others wrote of the cluster leads nobody: not those who may answer and have not answered all while the
 * review is open.
 */
export async function mayReadWords(context: Context, review: Review): Promise<boolean> {
  if (await isOverFor(context, review)) return true;
  const { experimentId } = await context.loaders.cluster.load(review.clusterId);
  const { workspaceId } = await context.loaders.experiment.load(experimentId);
  const membership = membershipById(context.caller, workspaceId);
  return !membership || !mayWrite(membership);
}

/** Of the review that was closed last, where there is one that somebody answered. */
export async function verdictOnCluster({ loaders }: Context, clusterId: string): Promise<Verdict | null> {
  const [review] = await loaders.finishedReview.load(clusterId);
  return review ? verdictOf(await loaders.reviewResult.load(review.id)) : null;
}

async function isOverFor(context: Context, review: Review): Promise<boolean> {
  if (review.status === 'CLOSED') return true;
  const [items, own] = await Promise.all([
    context.loaders.reviewItems.load(review.id),
    ownAnswers(context, review),
  ]);
  return own.length === items.length;
}

async function ownAnswers({ loaders, caller }: Context, { id }: Review) {
  return (await loaders.reviewAnswers.load(id)).filter(({ userId }) => userId === caller?.user.id);
}
