import { type Failure, failure as failureRecord } from '@asterism/db';
import { workspaceIds } from '../../auth/caller.ts';
import { builder } from '../../builder.ts';
import { BlobType } from '../blobs/schema.ts';
import { ClusterNode } from '../clusters/schema.ts';
import { DatasetVersionNode, RefusedFileType } from '../datasets/schema.ts';
import { ExperimentStatus } from '../experiments/choices.ts';
import { ExperimentNode } from '../experiments/schema.ts';
import { UserNode } from '../people/schema.ts';
import { ProblemType } from '../problems.ts';
import { NeighbourType } from '../samples/neighbour.ts';
import { SampleNode, StretchEnum } from '../samples/schema.ts';
import { thumbnailQuery } from '../samples/thumbnailRequest.ts';
import { encodeImages } from './encodeImages.ts';
import { encodedThumbnailPath } from './routes.ts';
import {
  clusterOfImage,
  coordinates,
  latents,
  listEncodings,
  listImages,
  nearestClusters,
  neighboursOf,
  type PlacedImageView,
  sampleOfImage,
} from './service.ts';
import { placeSentence } from './words.ts';

const EncodingFailureType = builder.objectRef<Failure>('EncodingFailure').implement({
  fields: (t) => ({
    code: t.exposeString('code'),
    message: t.exposeString('message'),
    retryable: t.exposeBoolean('retryable'),
  }),
});

const EncodedImageType = builder.objectRef<PlacedImageView>('EncodedImage').implement({
  description: 'A new image, and where it falls among the samples that the model was trained on.',
  fields: (t) => ({
    id: t.exposeID('id'),
    index: t.exposeInt('row', { description: 'Its row in the latents, from 0.' }),
    name: t.exposeString('name', { description: 'Of the file, or of the sample that several files make.' }),
    sample: t.field({
      type: SampleNode,
      nullable: true,
      description: 'Null of a file that was sent to be encoded: it is in no data set.',
      resolve: (image, _args, context) => sampleOfImage(context, image),
    }),
    thumbnailUrl: t.string({
      description: "As a sample's.",
      args: {
        channel: t.arg.int({ defaultValue: 0 }),
        size: t.arg.int({ defaultValue: 128 }),
        stretch: t.arg({ type: StretchEnum, defaultValue: 'ASINH' }),
        colorMap: t.arg.string({ defaultValue: 'inferno' }),
        lower: t.arg.float(),
        upper: t.arg.float(),
      },
      resolve: ({ id }, args) => `${encodedThumbnailPath(id)}?${thumbnailQuery(args)}`,
    }),
    cluster: t.field({
      type: ClusterNode,
      resolve: (image, _args, context) => clusterOfImage(context, image),
    }),
    distance: t.exposeFloat('distance', {
      description: "To the cluster, as the clusterer measures: of k-means to the members' mean.",
    }),
    shareNearer: t.exposeFloat('shareNearer', {
      description: "The share of the cluster's members that are nearer to it than the image, 0 to 1.",
    }),
    isFartherThanMembers: t.boolean({
      description: 'Farther than every member: it may be of a kind that the model has not seen.',
      resolve: ({ shareNearer }) => shareNearer >= 1,
    }),
    place: t.string({
      description: 'The same in a sentence.',
      resolve: async (image, _args, context) =>
        placeSentence({ ...image, size: (await clusterOfImage(context, image)).size }),
    }),
    neighbours: t.field({
      type: [NeighbourType],
      description: 'The five samples trained on that are nearest in latent space, nearest first.',
      resolve: (image, _args, context) => neighboursOf(context, image),
    }),
    position: t.exposeFloatList('position', {
      nullable: true,
      description:
        "x and y on the experiment's map by principal components; null where it has none. Maps by t-SNE and UMAP have no place for images that were not there when they were made.",
    }),
    reconstructionError: t.exposeFloat('reconstructionError', {
      nullable: true,
      description: 'Mean squared error over measured pixels; null of a model that does not decode.',
    }),
    errorShare: t.exposeFloat('errorShare', {
      nullable: true,
      description: 'The share of the samples trained on that have a smaller one, 0 to 1.',
    }),
  }),
});

const EncodedImageConnection = builder.connectionObject(
  {
    type: EncodedImageType,
    name: 'EncodedImageConnection',
    fields: (t) => ({ totalCount: t.int({ resolve: ({ totalCount }) => totalCount() }) }),
  },
  { name: 'EncodedImageEdge' },
);

export const EncodingNode = builder.prismaNode('Encoding', {
  authScopes: { signedIn: true },
  nullable: true,
  description:
    "New images put through an experiment's trained model. Each is prepared as the images were that it was trained on; one that cannot be is refused and holds up no other.",
  id: { field: 'id' },
  findUnique: (id, { caller }) => ({ id, workspaceId: { in: workspaceIds(caller) } }),
  fields: (t) => ({
    status: t.expose('status', { type: ExperimentStatus }),
    progress: t.exposeFloat('fraction', { description: '0 to 1.' }),
    failure: t.field({
      type: EncodingFailureType,
      nullable: true,
      resolve: ({ failure }) => failureRecord.nullable().parse(failure),
    }),
    createdAt: t.expose('createdAt', { type: 'DateTime' }),
    startedAt: t.expose('startedAt', { type: 'DateTime', nullable: true }),
    finishedAt: t.expose('finishedAt', { type: 'DateTime', nullable: true }),
    createdBy: t.field({
      type: UserNode,
      nullable: true,
      description: 'Null where the account is gone.',
      resolve: ({ createdById }, _args, { loaders }) =>
        createdById === null ? null : loaders.user.load(createdById),
    }),
    experiment: t.field({
      type: ExperimentNode,
      resolve: ({ experimentId }, _args, { loaders }) => loaders.experiment.load(experimentId),
    }),
    datasetVersion: t.field({
      type: DatasetVersionNode,
      nullable: true,
      description: 'Whose samples were encoded; null where files were sent.',
      resolve: ({ datasetVersionId }, _args, { loaders }) =>
        datasetVersionId === null ? null : loaders.version.load(datasetVersionId),
    }),
    isElsewhere: t.exposeBoolean('isElsewhere', {
      description:
        "Encoded by a worker of another kind than the experiment, since there was none of its own: the last digits of the latents may differ from the experiment's.",
    }),
    latents: t.field({
      type: BlobType,
      nullable: true,
      description: 'Float32 (images, latentSize): a row for each image that was not refused.',
      resolve: (encoding, _args, context) => latents(context, encoding),
    }),
    coordinates: t.field({
      type: BlobType,
      nullable: true,
      description:
        "Float32 (images, 2): positions on the experiment's map by principal components. Null where it has none; maps by t-SNE and UMAP have no place for new images.",
      resolve: (encoding, _args, context) => coordinates(context, encoding),
    }),
    names: t.stringList({
      description: 'In the order of the latents.',
      resolve: async ({ id }, _args, { loaders }) =>
        (await loaders.encodedLabels.load(id)).map(({ name }) => name),
    }),
    nearestClusters: t.field({
      type: [ClusterNode],
      description: 'In the order of the latents.',
      resolve: (encoding, _args, context) => nearestClusters(context, encoding),
    }),
    images: t.field({
      type: EncodedImageConnection,
      nullable: true,
      description: 'In the order of the latents; none until it is finished.',
      args: { first: t.arg.int(), after: t.arg.string(), last: t.arg.int(), before: t.arg.string() },
      resolve: (encoding, args, context) => listImages(context, encoding, args),
    }),
    refusedCount: t.int({
      resolve: async ({ id }, _args, { loaders }) => (await loaders.refusedImages.load(id)).length,
    }),
    refused: t.field({
      type: [RefusedFileType],
      resolve: async ({ id }, _args, { loaders }) =>
        (await loaders.refusedImages.load(id)).map(({ name, code, message, byteOffset }) => ({
          name,
          code: code ?? '',
          message: message ?? '',
          byteOffset,
        })),
    }),
  }),
});

const EncodingConnection = builder.connectionObject(
  {
    type: EncodingNode,
    name: 'EncodingConnection',
    fields: (t) => ({ totalCount: t.int({ resolve: ({ totalCount }) => totalCount() }) }),
  },
  { name: 'EncodingEdge' },
);

builder.prismaObjectField('Experiment', 'encodings', (t) =>
  t.field({
    type: EncodingConnection,
    nullable: true,
    description: 'New images that were put through its model; the newest first.',
    args: { first: t.arg.int(), after: t.arg.string(), last: t.arg.int(), before: t.arg.string() },
    resolve: (experiment, args, context) => listEncodings(context, experiment, args),
  }),
);

const EncodeImagesInput = builder.inputType('EncodeImagesInput', {
  description:
    'Either uploads, which become no samples of a data set, or a data set version. The rest says how files are read, as in AddFilesInput; where none of it is given, they are read as the files of the samples were that the model was trained on.',
  fields: (t) => ({
    experimentId: t.id({ required: true, description: 'Of a finished experiment.' }),
    uploadIds: t.idList({ description: 'Finished uploads, by the last part of their tus address.' }),
    datasetVersionId: t.id(),
    hdu: t.int({ description: 'From 0; the first with an image where it is left out.' }),
    hdus: t.intList({ description: 'Several HDUs instead of one.' }),
    planes: t.intList({ description: 'Of each HDU, in the order given; all where left out.' }),
    channelAxis: t.int({ description: 'From 0, slowest axis first.' }),
    groupBy: t.string({ description: 'Several files make one image, by a pattern of their names.' }),
  }),
});

const EncodingPayload = builder
  .objectRef<Awaited<ReturnType<typeof encodeImages>>>('EncodingPayload')
  .implement({
    fields: (t) => ({
      encoding: t.field({ type: EncodingNode, nullable: true, resolve: ({ value }) => value }),
      problems: t.field({ type: [ProblemType], resolve: ({ problems }) => problems }),
    }),
  });

builder.mutationField('encodeImages', (t) =>
  t.field({
    type: EncodingPayload,
    description:
      "Puts new images through an experiment's trained model, to see where they fall among its clusters. Answers at once; the encoding is QUEUED until a worker takes it.",
    authScopes: { writing: true },
    args: { input: t.arg({ type: EncodeImagesInput, required: true }) },
    resolve: (_root, { input }, context) => encodeImages(context, input),
  }),
);
