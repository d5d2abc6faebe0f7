import type { SpriteSheet } from '@asterism/db';
import { SPRITE_SHEET } from '@asterism/fits';
import { builder } from '../../builder.ts';
import { slugOf } from '../experiments/views.ts';
import { displayLimits, listSheets } from './service.ts';

interface ImageFile {
  url: string;
  bytes: number;
  sha256: string;
}

const ImageFileType = builder.objectRef<ImageFile>('ImageFile').implement({
  description:
    'A picture at `url`, a path on this server, fetched with the same credentials. What an address names never changes.',
  fields: (t) => ({
    url: t.exposeString('url'),
    bytes: t.exposeInt('bytes'),
    sha256: t.exposeString('sha256'),
  }),
});

const { columns, tileSize, tiles } = SPRITE_SHEET;

const SpriteSheetType = builder.objectRef<SpriteSheet>('SpriteSheet').implement({
  description: `${tiles} neighbouring samples as one picture of a channel: a PNG of 8-bit grey, tiles of ${tileSize} x ${tileSize} pixels in rows of ${columns} from the upper left, each with its picture in the middle, drawn with the file's row 0 at the bottom. Code 0 is no value (NaN, or outside the picture). Codes 1 to 255 go from the tile's \`lower\` to its \`upper\`: code c is the value lower + (upper - lower) x 0.1 x sinh((c - 1) / 254 x asinh(10)).`,
  fields: (t) => ({
    number: t.exposeInt('number'),
    channel: t.exposeInt('channel'),
    firstIndex: t.int({
      description: 'ID number of the first tile.',
      resolve: ({ number }) => number * tiles,
    }),
    count: t.exposeInt('count', { description: 'Samples on the sheet; the tiles after them are empty.' }),
    columns: t.int({ resolve: () => columns }),
    tileSize: t.int({ description: 'Pixels a side.', resolve: () => tileSize }),
    image: t.field({
      type: ImageFileType,
      resolve: async ({ versionId, sha256, bytes }, _args, context): Promise<ImageFile> => {
        const { loaders } = context;
        const { datasetId } = await loaders.version.load(versionId);
        const { workspaceId } = await loaders.dataset.load(datasetId);
        return { url: `/blobs/${slugOf(context, workspaceId)}/${sha256}?format=png`, bytes, sha256 };
      },
    }),
    lower: t.exposeFloatList('lower', { description: 'Of each tile; 0 where the sample lacks the channel.' }),
    upper: t.exposeFloatList('upper', { description: 'Of each tile; 0 where the sample lacks the channel.' }),
    widths: t.exposeIntList('widths', { description: 'Of the picture in each tile, in pixels.' }),
    heights: t.exposeIntList('heights', { description: 'Of the picture in each tile, in pixels.' }),
  }),
});

builder.prismaObjectFields('DatasetVersion', (t) => ({
  displayLimits: t.floatList({
    nullable: true,
    description:
      'One stretch for the whole gallery: the percentiles 100 - p and p of the pixels of all samples together. Null where the version has no such channel, or while importing.',
    args: {
      channel: t.arg.int({ defaultValue: 0 }),
      percentile: t.arg.float({ defaultValue: 99.5 }),
    },
    resolve: ({ id }, { channel, percentile }, context) =>
      displayLimits(context, id, { channel: channel ?? 0, percentile: percentile ?? 99.5 }),
  }),
  spriteSheets: t.field({
    type: [SpriteSheetType],
    description: `Sheets from number \`from\` on, at most 64: sheet n holds the ID numbers ${tiles} n to ${tiles} n + ${tiles - 1}. None while importing.`,
    args: {
      channel: t.arg.int({ required: true, defaultValue: 0 }),
      from: t.arg.int({ required: true, defaultValue: 0 }),
      first: t.arg.int({ required: true, defaultValue: 1 }),
    },
    resolve: ({ id: versionId }, range, context) => listSheets(context, { versionId, ...range }),
  }),
}));
