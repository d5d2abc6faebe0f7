import { builder } from '../../builder.ts';
import type { Context } from '../../context.ts';
import { ClusterNode } from '../clusters/schema.ts';
import { ObservationPayload } from '../observations/mutations.ts';
import { SampleNode } from '../samples/schema.ts';
import { acceptHeir } from './acceptHeir.ts';
import { EXPERIMENTS_MAXIMUM } from './candidates.ts';
import { SAMPLES_MAXIMUM } from './offers.ts';
import { ancestorsOf, type Heir, heirsOf, type SomeOf } from './service.ts';

const samplesOf = ({ loaders }: Context, { versionId, indexes }: SomeOf, count: number) =>
  Promise.all(
    indexes.slice(0, Math.max(count, 0)).map((index) => loaders.sampleByNumber.load({ versionId, index })),
  );

const FIRST = `By ID number, the first ${SAMPLES_MAXIMUM} at most.`;

const HeirType = builder.objectRef<Heir>('Heir').implement({
  description:
    'A cluster, and the one of another experiment that has most in common with it. What is written of the first is passed on to the second by acceptHeir alone.',
  fields: (t) => ({
    from: t.field({
      type: ClusterNode,
      resolve: ({ fromId }, _args, { loaders }) => loaders.cluster.load(fromId),
    }),
    to: t.field({
      type: ClusterNode,
      resolve: ({ toId }, _args, { loaders }) => loaders.cluster.load(toId),
    }),
    jaccard: t.exposeFloat('jaccard', {
      description: 'Shared, of all that are in either; of the samples that both data set versions have.',
    }),
    joined: t.field({
      type: [SampleNode],
      description: `In the heir and not in the first. ${FIRST}`,
      args: { count: t.arg.int({ defaultValue: 24 }) },
      resolve: ({ joined }, { count }, context) => samplesOf(context, joined, count ?? 24),
    }),
    joinedCount: t.int({ resolve: ({ joined }) => joined.count }),
    left: t.field({
      type: [SampleNode],
      description: `In the first and not in the heir. ${FIRST}`,
      args: { count: t.arg.int({ defaultValue: 24 }) },
      resolve: ({ left }, { count }, context) => samplesOf(context, left, count ?? 24),
    }),
    leftCount: t.int({ resolve: ({ left }) => left.count }),
    isAccepted: t.exposeBoolean('isAccepted'),
  }),
});

builder.prismaObjectFields('Cluster', (t) => ({
  heirs: t.field({
    type: [HeirType],
    description: `In each of the newest ${EXPERIMENTS_MAXIMUM} other finished experiments of the data set, the greatest overlap first; above .1 alone. Noise has none and is none. Of the clusters of 10 experiments at once, ancestors included.`,
    resolve: (cluster, _args, context) => heirsOf(context, cluster),
  }),
  ancestors: t.field({
    type: [HeirType],
    description:
      'The clusters of other experiments of which something is written and whose heir this cluster is: what may be passed on to it.',
    resolve: (cluster, _args, context) => ancestorsOf(context, cluster),
  }),
}));

const AcceptHeirInput = builder.inputType('AcceptHeirInput', {
  fields: (t) => ({
    fromClusterId: t.id({ required: true }),
    toClusterId: t.id({ required: true }),
  }),
});

builder.mutationField('acceptHeir', (t) =>
  t.field({
    type: ObservationPayload,
    description:
      "Passes on what is written of a cluster to one of another experiment, which keeps what it says already: the text follows below a heading, fields fill what is empty, samples get the numbers that they have there. Answers the heir's observation; the first stays as it is.",
    authScopes: { writing: true },
    args: { input: t.arg({ type: AcceptHeirInput, required: true }) },
    resolve: (_root, { input }, context) => acceptHeir(context, input),
  }),
);
