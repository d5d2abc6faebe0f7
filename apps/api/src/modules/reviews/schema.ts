import { randomInt } from 'node:crypto';
import { type Review, ReviewAnswer, ReviewStatus } from '@asterism/db';
import { createRandom } from '@asterism/ml/random';
import { builder } from '../../builder.ts';
import type { Outcome } from '../../problem.ts';
import { ClusterNode } from '../clusters/schema.ts';
import { IdInput } from '../idInput.ts';
import { UserNode } from '../people/schema.ts';
import { ProblemType } from '../problems.ts';
import { SampleNode } from '../samples/schema.ts';
import { answerReview } from './answerReview.ts';
import { closeReview } from './closeReview.ts';
import { createReview, FEWEST, MOST, USUAL_COUNT } from './createReview.ts';
import {
  itemsOf,
  mayReadWords,
  type ReviewItemView,
  resultOf,
  reviewersOf,
  verdictOnCluster,
  visibleReviews,
} from './service.ts';

const ReviewStatusEnum = builder.enumType(ReviewStatus, { name: 'ReviewStatus' });
const ReviewAnswerEnum = builder.enumType(ReviewAnswer, { name: 'ReviewAnswer' });

const ReviewItemType = builder.objectRef<ReviewItemView>('ReviewItem').implement({
  fields: (t) => ({
    sample: t.field({ type: SampleNode, resolve: ({ sample }) => sample() }),
    answer: t.expose('answer', { type: ReviewAnswerEnum, nullable: true, description: "The caller's own." }),
    isMember: t.exposeBoolean('isMember', {
      nullable: true,
      description: 'Null until the review is closed or the caller has answered all.',
    }),
  }),
});

const LATER = 'Null until the review is closed or the caller has answered all, so that nobody is led';

const ReviewNode = builder.prismaNode('Review', {
  authScopes: { signedIn: true },
  nullable: true,
  description:
    "Whether people can tell a cluster's members from others, each before they read what others wrote of it.",
  id: { field: 'id' },
  findUnique: (id, context) => ({ id, ...visibleReviews(context) }),
  fields: (t) => ({
    cluster: t.field({
      type: ClusterNode,
      resolve: ({ clusterId }, _args, { loaders }) => loaders.cluster.load(clusterId),
    }),
    status: t.expose('status', { type: ReviewStatusEnum }),
    createdAt: t.expose('createdAt', { type: 'DateTime' }),
    closedAt: t.expose('closedAt', { type: 'DateTime', nullable: true }),
    createdBy: t.field({
      type: UserNode,
      nullable: true,
      description: 'Null where the account is gone.',
      resolve: ({ createdById }, _args, { loaders }) =>
        createdById === null ? null : loaders.user.load(createdById),
    }),
    items: t.field({
      type: [ReviewItemType],
      description: 'In the order in which they are to be shown, which was drawn.',
      resolve: (review, _args, context) => itemsOf(context, review),
    }),
    reviewers: t.int({
      description: 'Those who answered something.',
      resolve: (review, _args, context) => reviewersOf(context, review),
    }),
    mayReadWords: t.boolean({
      description:
        'Whether what others wrote of the cluster leads nobody: false for those who may answer, until they have answered all or the review is closed.',
      resolve: (review, _args, context) => mayReadWords(context, review),
    }),
    kappa: t.float({
      nullable: true,
      description: `Fleiss' kappa: 1 where all agree, 0 where they agree as chance would. ${LATER}, and where kappaMissing says why.`,
      resolve: async (review, _args, context) => (await resultOf(context, review))?.agreement.kappa,
    }),
    kappaLow: t.float({
      nullable: true,
      description: 'Lower end of its 95 % interval.',
      resolve: async (review, _args, context) => (await resultOf(context, review))?.agreement.low,
    }),
    kappaHigh: t.float({
      nullable: true,
      description: 'Upper end of its 95 % interval.',
      resolve: async (review, _args, context) => (await resultOf(context, review))?.agreement.high,
    }),
    kappaMissing: t.string({
      nullable: true,
      description:
        'Why there is no kappa though it may be seen: NO_ITEMS (nothing was answered), ONE_RATER (nothing was answered by two) or ONE_CATEGORY (every answer is the same).',
      resolve: async (review, _args, context) => (await resultOf(context, review))?.agreement.missing,
    }),
    accuracy: t.float({
      nullable: true,
      description: `Mean share of members and of others that were told rightly, 0.5 by chance. ${LATER}, and where members or others were not answered.`,
      resolve: async (review, _args, context) => (await resultOf(context, review))?.accuracy?.value,
    }),
    accuracyLow: t.float({
      nullable: true,
      description: 'Lower end of its 95 % interval.',
      resolve: async (review, _args, context) => (await resultOf(context, review))?.accuracy?.low,
    }),
    accuracyHigh: t.float({
      nullable: true,
      description: 'Upper end of its 95 % interval.',
      resolve: async (review, _args, context) => (await resultOf(context, review))?.accuracy?.high,
    }),
  }),
});

builder.prismaObjectFields('Cluster', (t) => ({
  reviews: t.field({
    type: [ReviewNode],
    description: 'The newest first.',
    resolve: ({ id }, _args, { loaders }) => loaders.reviews.load(id),
  }),
  isToldApart: t.boolean({
    nullable: true,
    description:
      'Whether people can tell its members from others, by the review that was closed last; null without one. False where accuracy may be that of chance, or agreement no more than chance would give.',
    resolve: async ({ id }, _args, context) => (await verdictOnCluster(context, id))?.isToldApart,
  }),
  toldApartReason: t.string({
    nullable: true,
    description: 'What isToldApart rests on, in a sentence; null without a closed review.',
    resolve: async ({ id }, _args, context) => (await verdictOnCluster(context, id))?.sentence,
  }),
}));

const ReviewPayload = builder.objectRef<Outcome<Review>>('ReviewPayload').implement({
  fields: (t) => ({
    review: t.field({ type: ReviewNode, nullable: true, resolve: ({ value }) => value }),
    problems: t.field({ type: [ProblemType], resolve: ({ problems }) => problems }),
  }),
});

const COUNT = `${FEWEST} to ${MOST}; ${USUAL_COUNT} unless said otherwise, or as many as there are.`;

const CreateReviewInput = builder.inputType('CreateReviewInput', {
  fields: (t) => ({
    clusterId: t.id({ required: true }),
    memberCount: t.int({ description: COUNT }),
    strangerCount: t.int({ description: `Images of other clusters. ${COUNT}` }),
  }),
});

const AnswerReviewInput = builder.inputType('AnswerReviewInput', {
  fields: (t) => ({
    reviewId: t.id({ required: true }),
    sampleId: t.id({ required: true }),
    answer: t.field({ type: ReviewAnswerEnum, required: true }),
  }),
});

// Any whole number is a seed; which one it was does not matter afterwards, since what was drawn is kept.
const SEEDS = 2 ** 32;

builder.mutationFields((t) => ({
  createReview: t.field({
    type: ReviewPayload,
    description: 'Draws members of a cluster and images of other clusters, for people to tell apart.',
    authScopes: { writing: true },
    args: { input: t.arg({ type: CreateReviewInput, required: true }) },
    resolve: (_root, { input }, context) => createReview(context, input, createRandom(randomInt(SEEDS))),
  }),
  answerReview: t.field({
    type: ReviewPayload,
    description: 'What the caller says of one image; may be changed until all are answered.',
    authScopes: { writing: true },
    args: { input: t.arg({ type: AnswerReviewInput, required: true }) },
    resolve: (_root, { input }, context) => answerReview(context, input),
  }),
  closeReview: t.field({
    type: ReviewPayload,
    description: 'Takes no more answers, and shows everybody what came of it.',
    authScopes: { writing: true },
    args: { input: t.arg({ type: IdInput, required: true }) },
    resolve: (_root, { input }, context) => closeReview(context, String(input.id)),
  }),
}));
