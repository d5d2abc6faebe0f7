import { builder } from '../../builder.ts';
import { ExperimentNode } from '../experiments/schema.ts';
import { visibleExperiments } from '../experiments/service.ts';
import { SampleConnection, SampleNode } from '../samples/schema.ts';
import { clusteringWarningsOf, MEMBER_ORDERS, medoid, members } from './service.ts';

const MemberOrder = builder.enumType('MemberOrder', { values: MEMBER_ORDERS });

export const ClusterNode = builder.prismaNode('Cluster', {
  nullable: true,
  description:
    "An experiment's own cluster, even where another experiment shares the clustering: observations are written on it.",
  id: { field: 'id' },
  findUnique: (id, context) => ({ id, experiment: visibleExperiments(context) }),
  fields: (t) => ({
    label: t.exposeInt('label'),
    size: t.exposeInt('size'),
    silhouette: t.exposeFloat('silhouette', { nullable: true }),
    stability: t.exposeFloat('stability', { nullable: true }),
    isNoise: t.exposeBoolean('isNoise'),
    experiment: t.field({
      type: ExperimentNode,
      resolve: ({ experimentId }, _args, { loaders }) => loaders.experiment.load(experimentId),
    }),
    members: t.field({
      type: SampleConnection,
      nullable: true,
      args: {
        first: t.arg.int(),
        after: t.arg.string(),
        last: t.arg.int(),
        before: t.arg.string(),
        order: t.arg({ type: MemberOrder, defaultValue: 'MIDDLE_FIRST' }),
      },
      resolve: (cluster, args, context) => members(context, cluster, args),
    }),
    medoid: t.field({
      type: SampleNode,
      nullable: true,
      description: "The member nearest to the cluster's middle; null for noise.",
      resolve: (cluster, _args, context) => medoid(context, cluster),
    }),
  }),
});

builder.prismaObjectField('Experiment', 'clusters', (t) =>
  t.field({
    type: [ClusterNode],
    description: 'In order of their labels, noise first.',
    resolve: ({ id }, _args, { loaders }) => loaders.clusters.load(id),
  }),
);

const ClusteringWarningType = builder
  .objectRef<{ code: string; message: string }>('ClusteringWarning')
  .implement({
    fields: (t) => ({ code: t.exposeString('code'), message: t.exposeString('message') }),
  });

builder.prismaObjectField('Experiment', 'clusteringWarnings', (t) =>
  t.field({
    type: [ClusteringWarningType],
    description:
      'Why the clusters are not to be trusted, where it is so (weak, unstable, no better than shuffled columns), and whether what speaks against the clusterer is at work in these data. Empty until there are clusters.',
    resolve: ({ id }, _args, context) => clusteringWarningsOf(context, id),
  }),
);
