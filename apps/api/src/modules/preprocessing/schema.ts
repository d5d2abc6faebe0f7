import { alignmentRecord, type MeasuredSource } from '@asterism/db';
import { builder } from '../../builder.ts';
import { BlobType } from '../blobs/schema.ts';
import { DatasetVersionNode } from '../datasets/schema.ts';
import { PreprocessingInput } from '../experiments/choices.ts';
import { SampleNode } from '../samples/schema.ts';
import { type PreviewAnswer, previewPreprocessing, sampleByIndex } from './service.ts';

const SampleAlignmentType = builder.objectRef<MeasuredSource>('SampleAlignment').implement({
  description:
    "A sample's source as its isophotes show it. Pixels count from 0 at the centre of the first one, row 0 at the bottom.",
  fields: (t) => ({
    x: t.exposeFloat('x', { description: 'The middle, in pixels.' }),
    y: t.exposeFloat('y'),
    angleDegrees: t.exposeFloat('angleDegrees', {
      description: 'Of the long axis, 0 to 180, counter-clockwise from +x.',
    }),
    axisRatio: t.exposeFloat('axisRatio', { description: 'Short over long axis, 0 to 1.' }),
    tiltDegrees: t.exposeFloat('tiltDegrees', {
      description: 'What the ratio implies for a thin round disc: 0 face-on, 90 edge-on.',
    }),
    quality: t.exposeFloat('quality', {
      description: '0 to 1: significance x agreement of the isophotes x share of them inside the picture.',
    }),
    radius: t.exposeFloat('radius', {
      description: 'Half the long axis of the faintest isophote, in pixels.',
    }),
    channel: t.exposeInt('channel', { description: 'Where it was measured: the highest signal to noise.' }),
  }),
});

builder.prismaObjectField(SampleNode, 'alignment', (t) =>
  t.field({
    type: SampleAlignmentType,
    nullable: true,
    description: 'Null where no source can be measured: preprocessing then leaves the sample as it is.',
    resolve: async ({ contentId }, _args, { loaders }) =>
      alignmentRecord.nullable().parse((await loaders.content.load(contentId)).alignment)?.source ?? null,
  }),
);

builder.prismaObjectField(DatasetVersionNode, 'sample', (t) =>
  t.field({
    type: SampleNode,
    nullable: true,
    description: 'The sample with this ID number; null where there is none.',
    args: { index: t.arg.int({ required: true }) },
    resolve: ({ id }, { index }, { services }) => sampleByIndex(services, id, index),
  }),
);

const PreviewType = builder.objectRef<PreviewAnswer>('Preview').implement({
  description: 'What the model will see of a sample.',
  fields: (t) => ({
    image: t.field({
      type: BlobType,
      description: 'Float32 (channels, size, size), row 0 at the bottom.',
      resolve: ({ image }) => image,
    }),
    raw: t.field({
      type: BlobType,
      description:
        'Float32 (channels, height, width), row 0 at the bottom: the chosen channels as they are, averaged down to at most 256 pixels a side.',
      resolve: ({ raw }) => raw,
    }),
    steps: t.exposeStringList('steps', { description: 'What was done, in words, in order.' }),
    outline: t.field({
      type: t.listRef(t.listRef('Float')),
      description:
        'What was taken of the raw picture: a closed polygon of x, y in its own pixels, from 0 at the centre of the first one.',
      resolve: ({ outline }) => outline,
    }),
    sample: t.field({ type: SampleNode, resolve: ({ sample }) => sample }),
  }),
});

builder.queryField('previewPreprocessing', (t) =>
  t.field({
    type: PreviewType,
    nullable: true,
    description:
      'What a model will see of a sample, before any training; what is left out of the choices is as in createExperiment.',
    authScopes: { signedIn: true },
    args: {
      sampleId: t.arg.id({ required: true }),
      preprocessing: t.arg({ type: PreprocessingInput, required: true }),
    },
    resolve: (_root, args, context) => previewPreprocessing(context, args),
  }),
);
