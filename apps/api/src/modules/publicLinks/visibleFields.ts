import { type DocumentNode, type GraphQLSchema, TypeInfo, visit, visitWithTypeInfo } from 'graphql';
import { refusal } from '../../errors.ts';

const ALL = 'ALL';

/**
 * All that a public link shows. What is not here is refused before anything runs, so that a new field is shown to nobody
 * until somebody puts it here. Nothing here leads to an experiment that the link does not show, to people, or makes a
 * worker work.
 */
export const VISIBLE: Readonly<Record<string, readonly string[] | typeof ALL>> = {
  Query: ['publicLink', 'experiment', 'compare', 'node', 'viewer', 'signInMethods'],
  Node: ['id'],
  PublicLink: ['id', 'url', 'subject', 'createdAt', 'expiresAt'],
  Experiment: [
    'id',
    'number',
    'name',
    'status',
    'tags',
    'notes',
    'createdAt',
    'startedAt',
    'finishedAt',
    'datasetVersion',
    'preprocessing',
    'model',
    'clustering',
    'seed',
    'stages',
    'progress',
    'curve',
    'metrics',
    'latents',
    'labels',
    'projections',
    'clusters',
    'clusteringWarnings',
    'seedStability',
    'scan',
    'recommendation',
    'perSample',
    'responsibilities',
    'condensedTree',
    'neighbours',
  ],
  DatasetVersion: [
    'id',
    'number',
    'status',
    'sampleCount',
    'channelCount',
    'width',
    'height',
    'samples',
    'sample',
    'displayLimits',
    'spriteSheets',
  ],
  Sample: ['id', 'index', 'fileName', 'width', 'height', 'channelCount', 'thumbnailUrl'],
  Cluster: ['id', 'label', 'size', 'silhouette', 'stability', 'isNoise', 'experiment', 'members', 'medoid'],
  Comparison: ['id', 'title', 'experiments', 'state', 'createdAt'],
  ComparisonResult: ALL,
  Blob: ALL,
  ClusterFlow: ALL,
  ClusterMatch: ALL,
  ClusteringConfig: ALL,
  ClusteringWarning: ALL,
  EpochMetrics: ALL,
  ExperimentMetrics: ALL,
  ImageFile: ALL,
  Model: ALL,
  Mover: ALL,
  Neighbour: ALL,
  OpenIdProvider: ALL,
  PageInfo: ALL,
  PairEstimate: ALL,
  Preprocessing: ALL,
  Progress: ALL,
  Projection: ALL,
  SampleColumn: ALL,
  SampleConnection: ALL,
  SampleEdge: ALL,
  ScanPoint: ALL,
  ScoreEstimate: ALL,
  SeedStability: ALL,
  SeedStabilityOfCluster: ALL,
  SignInMethods: ALL,
  SpriteSheet: ALL,
  // Not where it was reused from: that is another experiment.
  Stage: ['kind', 'key', 'status', 'reused', 'projection', 'seconds'],
};

/** Throws FORBIDDEN where an operation of somebody who bears a public link asks for more than it shows. */
export function checkVisibleFields(schema: GraphQLSchema, document: DocumentNode): void {
  const types = new TypeInfo(schema);
  visit(
    document,
    visitWithTypeInfo(types, {
      Field({ name: { value: field } }) {
        const fields = VISIBLE[types.getParentType()?.name ?? ''];
        if (field !== '__typename' && fields !== ALL && !fields?.includes(field)) throw refusal.publicLink();
      },
    }),
  );
}
