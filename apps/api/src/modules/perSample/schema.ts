import { builder } from '../../builder.ts';
import { BlobType } from '../blobs/schema.ts';
import { ExperimentNode } from '../experiments/schema.ts';
import { NeighbourType } from '../samples/neighbour.ts';
import { condensedTree, neighbours, perSample, responsibilities, type SampleColumn } from './service.ts';

const SampleColumnType = builder.objectRef<SampleColumn>('SampleColumn').implement({
  description: 'Float32 (samples), by ID number; NaN where a sample has none, as noise has no silhouette.',
  fields: (t) => ({
    name: t.exposeString('name'),
    values: t.field({ type: BlobType, resolve: ({ values }) => values }),
  }),
});

builder.prismaObjectFields(ExperimentNode, (t) => ({
  perSample: t.field({
    type: [SampleColumnType],
    description:
      'What is known of every sample: silhouette, membership (how surely it belongs to its cluster), stability (over bootstraps), seedStability (over seeds), outlierScore, trustPca and continuityPca (of its place on that map) and keptPca (how many of its neighbourCount nearest there are as near in latent space; Tsne, Umap alike), reconstructionError. What was not taken is left out.',
    resolve: (row, _args, context) => perSample(context, row),
  }),
  responsibilities: t.field({
    type: BlobType,
    nullable: true,
    description: 'Of a Gaussian mixture: Float32 (samples, components), each row sums to 1.',
    resolve: (row, _args, context) => responsibilities(context, row),
  }),
  condensedTree: t.field({
    type: 'JSON',
    nullable: true,
    description:
      'Of HDBSCAN: { rows, clusterCount, parent, child, lambda, size, selected }. Edge i leads from cluster parent[i] to child[i], a sample where below rows, which leaves it at lambda[i] = 1 / distance (null: infinite) with size[i] samples; selected are the clusters with labels 0, 1, ...',
    resolve: (row, _args, context) => condensedTree(context, row),
  }),
  neighbours: t.field({
    type: [NeighbourType],
    description: 'The samples nearest to one in latent space, nearest first; none until there are latents.',
    args: {
      sampleId: t.arg.id({ required: true }),
      count: t.arg.int({ defaultValue: 10 }),
    },
    resolve: (row, { sampleId, count }, context) =>
      neighbours(context, row, { sampleId, count: count ?? 10 }),
  }),
}));
