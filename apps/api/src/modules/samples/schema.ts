import {
  type HduSummary,
  type HeaderCard,
  hduSummary,
  headerCard,
  type SampleSource,
  sampleSource,
} from '@asterism/db';
import { STRETCHES } from '@asterism/ml/params';
import { z } from 'zod';
import { workspaceIds } from '../../auth/caller.ts';
import { builder } from '../../builder.ts';
import type { Blob } from '../blobs/blob.ts';
import { BlobType } from '../blobs/schema.ts';
import { thumbnailUrl } from './thumbnailRequest.ts';

export const StretchEnum = builder.enumType('Stretch', { values: STRETCHES });

const SampleSourceType = builder.objectRef<SampleSource>('SampleSource').implement({
  description: 'Where a channel comes from.',
  fields: (t) => ({
    fileName: t.exposeString('fileName'),
    hdu: t.exposeInt('hdu'),
    plane: t.exposeInt('plane', { nullable: true, description: 'Null where the HDU is one plane.' }),
    channel: t.exposeInt('channel'),
  }),
});

const HeaderCardType = builder.objectRef<HeaderCard>('HeaderCard').implement({
  fields: (t) => ({
    keyword: t.exposeString('keyword'),
    value: t.field({ type: 'JSON', nullable: true, resolve: ({ value }) => value }),
    comment: t.exposeString('comment', { nullable: true }),
  }),
});

const HduType = builder.objectRef<HduSummary>('Hdu').implement({
  fields: (t) => ({
    index: t.exposeInt('index'),
    type: t.exposeString('type'),
    name: t.exposeString('name', { nullable: true }),
    shape: t.exposeIntList('shape', { description: 'Slowest axis first.' }),
    bitpix: t.exposeInt('bitpix', { nullable: true }),
    compression: t.exposeString('compression', { nullable: true }),
  }),
});

export const SampleNode = builder.prismaNode('Sample', {
  authScopes: { visiting: true },
  nullable: true,
  description: 'One image. Usually one file; several files, HDUs or planes may make its channels.',
  id: { field: 'id' },
  findUnique: (id, { caller, visitor }) => ({
    id,
    OR: [
      { version: { dataset: { workspaceId: { in: workspaceIds(caller) } } } },
      { versionId: { in: [...(visitor?.datasetVersionIds ?? [])] } },
    ],
  }),
  fields: (t) => ({
    index: t.exposeInt('index', {
      description: 'The ID number, from 0, in natural order of the file names, stable within the version.',
    }),
    fileName: t.exposeString('fileName'),
    contentHash: t.string({
      resolve: async ({ contentId }, _args, { loaders }) =>
        (await loaders.content.load(contentId)).contentHash,
    }),
    width: t.int({
      resolve: async ({ contentId }, _args, { loaders }) => (await loaders.content.load(contentId)).width,
    }),
    height: t.int({
      resolve: async ({ contentId }, _args, { loaders }) => (await loaders.content.load(contentId)).height,
    }),
    channelCount: t.int({
      resolve: async ({ contentId }, _args, { loaders }) =>
        (await loaders.content.load(contentId)).channelCount,
    }),
    sources: t.field({
      type: [SampleSourceType],
      resolve: async ({ contentId }, _args, { loaders }) =>
        z.array(sampleSource).parse((await loaders.content.load(contentId)).sources),
    }),
    header: t.field({
      type: [HeaderCardType],
      resolve: async ({ contentId }, _args, { loaders }) =>
        z.array(headerCard).parse((await loaders.contentHeader.load(contentId)).header),
    }),
    hdus: t.field({
      type: [HduType],
      resolve: async ({ contentId }, _args, { loaders }) =>
        z.array(hduSummary).parse((await loaders.contentHeader.load(contentId)).hdus),
    }),
    thumbnailUrl: t.string({
      description:
        'A PNG of one channel, `size` pixels on its longer side; limits are in the units of the pixels and default to the percentiles 0.5 and 99.5. A path on this server.',
      args: {
        channel: t.arg.int({ defaultValue: 0 }),
        size: t.arg.int({ defaultValue: 128 }),
        stretch: t.arg({ type: StretchEnum, defaultValue: 'ASINH' }),
        colorMap: t.arg.string({ defaultValue: 'inferno' }),
        lower: t.arg.float(),
        upper: t.arg.float(),
      },
      resolve: ({ id }, args) => thumbnailUrl(id, args),
    }),
    pixels: t.field({
      type: BlobType,
      description: 'Float32 (channels, height, width), row 0 at the bottom as in the file.',
      resolve: async ({ id, contentId }, _args, { loaders }): Promise<Blob> => {
        const { pixelsSha256, channelCount, height, width } = await loaders.content.load(contentId);
        return {
          url: `/samples/${id}/pixels`,
          sha256: pixelsSha256,
          dtype: 'float32',
          shape: [channelCount, height, width],
        };
      },
    }),
  }),
});

export const SampleConnection = builder.connectionObject(
  {
    type: SampleNode,
    name: 'SampleConnection',
    fields: (t) => ({ totalCount: t.int({ resolve: ({ totalCount }) => totalCount() }) }),
  },
  { name: 'SampleEdge' },
);
