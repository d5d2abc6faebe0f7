import {
  type CatalogueColumn,
  type CatalogueFile,
  CatalogueJoin,
  type CatalogueMisses,
  catalogueMisses,
} from '@asterism/db';
import { builder } from '../../builder.ts';
import { DatasetVersionPayload } from '../datasets/schema.ts';
import { ProblemType } from '../problems.ts';
import { attachCatalogue } from './attach.ts';
import { type CataloguePreview, previewCatalogue } from './preview.ts';

const CatalogueJoinEnum = builder.enumType(CatalogueJoin, { name: 'CatalogueJoin' });

const CatalogueColumnType = builder.objectRef<CatalogueColumn>('CatalogueColumn').implement({
  description: "Facts about a version's samples, from a table that was attached.",
  fields: (t) => ({
    name: t.exposeString('name'),
    type: t.exposeString('type', { description: 'INTEGER, FLOAT, BOOLEAN or STRING.' }),
    unit: t.exposeString('unit', { nullable: true }),
    description: t.exposeString('description', { nullable: true }),
    matched: t.exposeInt('matched', { description: 'Samples that have a value.' }),
    file: t.field({
      type: CatalogueFileType,
      nullable: true,
      description: 'The table that brought it.',
      resolve: async ({ versionId, filePosition }, _args, { loaders }) =>
        (await loaders.catalogueFiles.load(versionId)).find(({ position }) => position === filePosition) ??
        null,
    }),
  }),
});

const UnmatchedRowType = builder
  .objectRef<CatalogueMisses['unmatchedRows'][number]>('CatalogueRow')
  .implement({
    fields: (t) => ({
      row: t.exposeInt('row', { description: 'From 1, below the header.' }),
      value: t.exposeString('value', { description: 'What stands in the column that is joined by.' }),
    }),
  });

const UnmatchedSampleType = builder
  .objectRef<CatalogueMisses['unmatchedSamples'][number]>('CatalogueSample')
  .implement({ fields: (t) => ({ index: t.exposeInt('index'), fileName: t.exposeString('fileName') }) });

const missesOf = (file: CatalogueFile): CatalogueMisses => catalogueMisses.parse(file.misses);

const CatalogueFileType = builder.objectRef<CatalogueFile>('CatalogueFile').implement({
  description:
    'A table that was joined to the samples. Lists of what did not match hold up to 100; the counts are whole.',
  fields: (t) => ({
    name: t.exposeString('name'),
    joinColumn: t.exposeString('joinColumn'),
    joinBy: t.expose('joinBy', { type: CatalogueJoinEnum }),
    rows: t.exposeInt('rowCount'),
    matched: t.exposeInt('matched', { description: 'Samples that a row was found for.' }),
    unmatchedRowCount: t.int({ resolve: (file) => missesOf(file).unmatchedRowCount }),
    unmatchedRows: t.field({ type: [UnmatchedRowType], resolve: (file) => missesOf(file).unmatchedRows }),
    ambiguousRowCount: t.int({
      description:
        'Rows that fit several samples, or a sample that another row fits too: none of them is taken.',
      resolve: (file) => missesOf(file).ambiguousRowCount,
    }),
    ambiguousRows: t.field({ type: [UnmatchedRowType], resolve: (file) => missesOf(file).ambiguousRows }),
    unmatchedSampleCount: t.int({ resolve: (file) => missesOf(file).unmatchedSampleCount }),
    unmatchedSamples: t.field({
      type: [UnmatchedSampleType],
      resolve: (file) => missesOf(file).unmatchedSamples,
    }),
    replacedColumns: t.exposeStringList('replaced', {
      description: 'Columns of an earlier table that this one replaced.',
    }),
    leftOutColumns: t.exposeStringList('leftOut', {
      description: 'Columns that hold more than one value a row, which no sample takes.',
    }),
    attachedAt: t.expose('createdAt', { type: 'DateTime' }),
  }),
});

builder.prismaObjectFields('DatasetVersion', (t) => ({
  catalogue: t.field({
    type: [CatalogueColumnType],
    description: 'Columns of all tables that were attached, and of those of the version before.',
    resolve: ({ id }, _args, { loaders }) => loaders.catalogueColumns.load(id),
  }),
  catalogueFiles: t.field({
    type: [CatalogueFileType],
    description: 'In the order they were attached.',
    resolve: ({ id }, _args, { loaders }) => loaders.catalogueFiles.load(id),
  }),
}));

builder.prismaObjectFields('Sample', (t) => ({
  catalogue: t.field({
    type: 'JSON',
    nullable: true,
    description: 'What the catalogue says of the sample, by column; null where no table has a row for it.',
    resolve: ({ versionId, index }, _args, { loaders }) => loaders.sampleCatalogue.load({ versionId, index }),
  }),
}));

const AttachCatalogueInput = builder.inputType('AttachCatalogueInput', {
  description: 'A CSV, VOTable or FITS table, finished upload; joined by file name or by ID number.',
  fields: (t) => ({
    datasetVersionId: t.id({ required: true }),
    uploadId: t.id({ required: true }),
    joinColumn: t.string({ required: true, description: 'The column that names the sample.' }),
    joinBy: t.field({ type: CatalogueJoinEnum, required: true }),
  }),
});

builder.mutationFields((t) => ({
  attachCatalogue: t.field({
    type: DatasetVersionPayload,
    description:
      "Joins a table's rows to the version's samples. File names fit as they are, or without folder and ending. A column of a name that is there already is replaced.",
    authScopes: { writing: true },
    args: { input: t.arg({ type: AttachCatalogueInput, required: true }) },
    resolve: (_root, { input }, context) => attachCatalogue(context, input),
  }),
}));

const PreviewColumnType = builder
  .objectRef<CataloguePreview['columns'][number]>('CataloguePreviewColumn')
  .implement({
    fields: (t) => ({
      name: t.exposeString('name'),
      unit: t.exposeString('unit', { nullable: true }),
      description: t.exposeString('description', { nullable: true }),
    }),
  });

const CataloguePreviewType = builder
  .objectRef<Awaited<ReturnType<typeof previewCatalogue>>>('CataloguePreview')
  .implement({
    description: 'The beginning of a table, and how it may be joined. `problems` says why it cannot be read.',
    fields: (t) => ({
      columns: t.field({ type: [PreviewColumnType], resolve: ({ value }) => value?.columns ?? [] }),
      rows: t.field({
        type: 'JSON',
        description: 'The first rows, each a list of texts and nulls.',
        resolve: ({ value }) => value?.rows ?? [],
      }),
      joinColumn: t.string({
        nullable: true,
        description: 'The column by which most rows find a sample; null where none does.',
        resolve: ({ value }) => value?.suggestion?.joinColumn ?? null,
      }),
      joinBy: t.field({
        type: CatalogueJoinEnum,
        nullable: true,
        resolve: ({ value }) => value?.suggestion?.joinBy ?? null,
      }),
      problems: t.field({ type: [ProblemType], resolve: ({ problems }) => problems }),
    }),
  });

builder.queryFields((t) => ({
  previewCatalogue: t.field({
    type: CataloguePreviewType,
    nullable: true,
    authScopes: { writing: true },
    args: { datasetVersionId: t.arg.id({ required: true }), uploadId: t.arg.id({ required: true }) },
    resolve: (_root, asked, context) => previewCatalogue(context, asked),
  }),
}));
