import { type RefusedFile, VersionStatus } from '@asterism/db';
import { workspaceIds } from '../../auth/caller.ts';
import { builder } from '../../builder.ts';
import { ProblemType } from '../problems.ts';
import { SampleConnection } from '../samples/schema.ts';
import { addFiles } from './addFiles.ts';
import { createDataset } from './createDataset.ts';
import { listDatasets, listSamples, listVersions } from './service.ts';

builder.enumType(VersionStatus, { name: 'VersionStatus' });

type Refused = Pick<RefusedFile, 'name' | 'code' | 'message' | 'byteOffset'>;

export const RefusedFileType = builder.objectRef<Refused>('RefusedFile').implement({
  description: 'A file that could not be read; the others are not held up by it.',
  fields: (t) => ({
    name: t.exposeString('name'),
    code: t.exposeString('code'),
    message: t.exposeString('message'),
    byteOffset: t.float({
      nullable: true,
      resolve: ({ byteOffset }) => (byteOffset === null ? null : Number(byteOffset)),
    }),
  }),
});

export const DatasetNode = builder.prismaNode('Dataset', {
  authScopes: { signedIn: true },
  nullable: true,
  id: { field: 'id' },
  findUnique: (id, { caller }) => ({ id, workspaceId: { in: workspaceIds(caller) } }),
  fields: (t) => ({
    name: t.exposeString('name'),
    description: t.exposeString('description', { nullable: true }),
    createdAt: t.expose('createdAt', { type: 'DateTime' }),
  }),
});

export const DatasetVersionNode = builder.prismaNode('DatasetVersion', {
  authScopes: { visiting: true },
  nullable: true,
  description:
    'An immutable, ordered list of samples. channelCount, width and height are null where the samples differ, or while importing.',
  id: { field: 'id' },
  findUnique: (id, { caller, visitor }) => ({
    id,
    OR: [
      { dataset: { workspaceId: { in: workspaceIds(caller) } } },
      { id: { in: [...(visitor?.datasetVersionIds ?? [])] } },
    ],
  }),
  fields: (t) => ({
    number: t.exposeInt('number'),
    status: t.expose('status', { type: VersionStatus }),
    progress: t.exposeFloat('progress', { description: '0 to 1.' }),
    contentHash: t.exposeString('contentHash', { nullable: true }),
    sampleCount: t.exposeInt('sampleCount'),
    channelCount: t.exposeInt('channelCount', { nullable: true }),
    width: t.exposeInt('width', { nullable: true }),
    height: t.exposeInt('height', { nullable: true }),
    dataset: t.field({
      type: DatasetNode,
      resolve: ({ datasetId }, _args, { loaders }) => loaders.dataset.load(datasetId),
    }),
    refused: t.field({
      type: [RefusedFileType],
      resolve: ({ id }, _args, { loaders }) => loaders.refused.load(id),
    }),
    samples: t.field({
      type: SampleConnection,
      nullable: true,
      description:
        'In order of their ID numbers, from the number `from` on: any part of a long list can be asked for.',
      args: {
        first: t.arg.int(),
        after: t.arg.string(),
        last: t.arg.int(),
        before: t.arg.string(),
        from: t.arg.int(),
      },
      resolve: (version, args, context) => listSamples(context, version, args),
    }),
  }),
});

const DatasetConnection = builder.connectionObject(
  {
    type: DatasetNode,
    name: 'DatasetConnection',
    fields: (t) => ({ totalCount: t.int({ resolve: ({ totalCount }) => totalCount() }) }),
  },
  { name: 'DatasetEdge' },
);

const DatasetVersionConnection = builder.connectionObject(
  {
    type: DatasetVersionNode,
    name: 'DatasetVersionConnection',
    fields: (t) => ({ totalCount: t.int({ resolve: ({ totalCount }) => totalCount() }) }),
  },
  { name: 'DatasetVersionEdge' },
);

builder.prismaObjectFields('Dataset', (t) => ({
  latestVersion: t.field({
    type: DatasetVersionNode,
    nullable: true,
    resolve: ({ id }, _args, { loaders }) => loaders.latestVersion.load(id),
  }),
  versions: t.field({
    type: DatasetVersionConnection,
    nullable: true,
    description: 'The newest first.',
    args: { first: t.arg.int(), after: t.arg.string(), last: t.arg.int(), before: t.arg.string() },
    resolve: ({ id }, args, context) => listVersions(context, id, args),
  }),
}));

builder.queryFields((t) => ({
  datasets: t.field({
    type: DatasetConnection,
    nullable: true,
    description: 'The newest first.',
    authScopes: { signedIn: true },
    args: {
      workspace: t.arg.string({ required: true }),
      first: t.arg.int(),
      after: t.arg.string(),
      last: t.arg.int(),
      before: t.arg.string(),
    },
    resolve: (_root, { workspace, ...page }, context) => listDatasets(context, workspace, page),
  }),
}));

const CreateDatasetInput = builder.inputType('CreateDatasetInput', {
  fields: (t) => ({
    workspace: t.string({ required: true, description: 'The slug.' }),
    name: t.string({ required: true }),
    description: t.string(),
  }),
});

const AddFilesInput = builder.inputType('AddFilesInput', {
  description:
    'Planes of the HDU become the channels in the order given; the channel axis is found (the short one) unless named.',
  fields: (t) => ({
    datasetId: t.id({ required: true }),
    uploadIds: t.idList({ description: 'Finished uploads, by the last part of their tus address.' }),
    serverFolder: t.string({
      description:
        'A folder on the server, below a root that its operator allows: its files and those of the folders in it are read there instead of being sent.',
    }),
    hdu: t.int({ description: 'From 0; the first with an image where it is left out.' }),
    hdus: t.intList({
      description:
        'Several HDUs instead of one: their planes, one HDU after another, are the channels of a sample.',
    }),
    planes: t.intList({ description: 'Of each HDU, in the order given; all where left out.' }),
    channelAxis: t.int({ description: 'From 0, slowest axis first.' }),
    groupBy: t.string({
      description:
        'Several files make one sample, by a pattern of their names: `{sample}_{channel}.fits` makes a sample of all files that agree in {sample}, with {channel} in natural order as its channels. `*` stands for anything; without a `/` the pattern is held against the name without its folder.',
    }),
  }),
});

const DatasetPayload = builder
  .objectRef<Awaited<ReturnType<typeof createDataset>>>('DatasetPayload')
  .implement({
    fields: (t) => ({
      dataset: t.field({ type: DatasetNode, nullable: true, resolve: ({ value }) => value }),
      problems: t.field({ type: [ProblemType], resolve: ({ problems }) => problems }),
    }),
  });

export const DatasetVersionPayload = builder
  .objectRef<Awaited<ReturnType<typeof addFiles>>>('DatasetVersionPayload')
  .implement({
    fields: (t) => ({
      version: t.field({ type: DatasetVersionNode, nullable: true, resolve: ({ value }) => value }),
      problems: t.field({ type: [ProblemType], resolve: ({ problems }) => problems }),
    }),
  });

builder.mutationFields((t) => ({
  createDataset: t.field({
    type: DatasetPayload,
    authScopes: { writing: true },
    args: { input: t.arg({ type: CreateDatasetInput, required: true }) },
    resolve: (_root, { input }, context) => createDataset(context, input),
  }),
  addFiles: t.field({
    type: DatasetVersionPayload,
    description:
      "A new version: the previous version's samples plus the new files, in natural order of their names. Answers at once; the version is IMPORTING until its files are read.",
    authScopes: { writing: true },
    args: { input: t.arg({ type: AddFilesInput, required: true }) },
    resolve: (_root, { input }, context) => addFiles(context, input),
  }),
}));
