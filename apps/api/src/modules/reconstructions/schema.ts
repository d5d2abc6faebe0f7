import { builder } from '../../builder.ts';
import { selects } from '../../paging/selects.ts';
import { BlobType } from '../blobs/schema.ts';
import { SampleNode } from '../samples/schema.ts';
import {
  checkpoints,
  type OverallScores,
  type Pictures,
  type Reconstruction,
  type ReconstructionPage,
  reconstructions,
  traversal,
} from './service.ts';

const PICTURES = new Set<string>(['original', 'reconstruction', 'residual'] satisfies (keyof Pictures)[]);

/** What was selected was made together with the page. */
function picturesOf({ pictures }: Reconstruction): Pictures {
  if (!pictures) throw new Error('The pictures were selected and not made.');
  return pictures;
}

const ReconstructionType = builder.objectRef<Reconstruction>('Reconstruction').implement({
  description:
    'A sample as the model saw it and as it gave it back. Scores are over measured pixels, from 0 to 1.',
  fields: (t) => ({
    sample: t.field({ type: SampleNode, resolve: ({ sample }) => sample() }),
    original: t.field({
      type: BlobType,
      description: 'Float32 (channels, size, size): the preprocessed image.',
      resolve: (row) => picturesOf(row).original,
    }),
    reconstruction: t.field({
      type: BlobType,
      description: 'Float32 (channels, size, size); of a model with skip connections, with them.',
      resolve: (row) => picturesOf(row).reconstruction,
    }),
    residual: t.field({
      type: BlobType,
      description:
        'Float32 (channels, size, size): reconstruction minus original, 0 where nothing was measured.',
      resolve: (row) => picturesOf(row).residual,
    }),
    mse: t.exposeFloat('mse'),
    psnr: t.exposeFloat('psnr', { nullable: true, description: 'In dB; null where the error is 0.' }),
    ssim: t.exposeFloat('ssim', { nullable: true }),
    msSsim: t.exposeFloat('msSsim', { nullable: true }),
    outlierScore: t.exposeFloat('outlierScore', {
      nullable: true,
      description:
        'How far the error stands above those of all samples: modified z-score (by median and median absolute deviation) of its root. Null where half of the errors are equal.',
    }),
    isOutlier: t.exposeBoolean('isOutlier', { description: 'Whether that score is above 3.5.' }),
  }),
});

const ReconstructionEdge = builder
  .objectRef<ReconstructionPage['edges'][number]>('ReconstructionEdge')
  .implement({
    fields: (t) => ({
      cursor: t.exposeString('cursor'),
      node: t.field({ type: ReconstructionType, resolve: ({ node }) => node }),
    }),
  });

const OverallScoresType = builder.objectRef<OverallScores>('OverallScores').implement({
  description: 'Of the reconstructions of all samples, by the weights of one epoch.',
  fields: (t) => ({
    mse: t.exposeFloat('mse'),
    psnr: t.exposeFloat('psnr', { nullable: true, description: 'Of the mean error, in dB.' }),
    ssim: t.exposeFloat('ssim', { nullable: true }),
    msSsim: t.exposeFloat('msSsim', { nullable: true }),
  }),
});

const ReconstructionConnection = builder.objectRef<ReconstructionPage>('ReconstructionConnection').implement({
  fields: (t) => ({
    edges: t.field({ type: [ReconstructionEdge], resolve: ({ edges }) => edges }),
    pageInfo: t.field({ type: builder.pageInfoRef(), resolve: ({ pageInfo }) => pageInfo }),
    totalCount: t.int({ description: 'Samples.', resolve: ({ totalCount }) => totalCount() }),
    epoch: t.exposeInt('epoch', { description: 'Whose weights these are of.' }),
    overall: t.field({ type: OverallScoresType, resolve: ({ overall }) => overall }),
    outlierCount: t.exposeInt('outlierCount', { description: 'Samples whose error stands out.' }),
  }),
});

builder.prismaObjectFields('Experiment', (t) => ({
  checkpoints: t.field({
    type: ['Int'],
    description:
      'Epochs that can be looked at, ascending. Empty until it is trained, and of a model without a decoder.',
    resolve: (row, _args, context) => checkpoints(context, row),
  }),
  reconstructions: t.field({
    type: ReconstructionConnection,
    nullable: true,
    description:
      "Samples by the error of their reconstruction; pictures are made when they are asked for. Null until the samples are encoded, and of a model without a decoder. DECODING_NOT_READY says to ask again. Without an epoch: by the experiment's own weights.",
    args: {
      first: t.arg.int({ defaultValue: 12 }),
      after: t.arg.string(),
      last: t.arg.int({
        description: 'Backwards from the end, or from `before`; `first` is then passed over.',
      }),
      before: t.arg.string(),
      worstFirst: t.arg.boolean({ defaultValue: true }),
      epoch: t.arg.int({ description: 'One of `checkpoints`.' }),
    },
    resolve: (row, args, context, info) =>
      reconstructions(context, row, { ...args, withPictures: selects(info, PICTURES) }),
  }),
  traversal: t.field({
    type: BlobType,
    nullable: true,
    description:
      'Float32 (steps, channels, size, size): the mean latent with one dimension moved from -3 to +3 of its standard deviations over the samples, decoded. Null of a model that is not variational, and until the samples are encoded. DECODING_NOT_READY says to ask again.',
    args: { dimension: t.arg.int({ required: true }), steps: t.arg.int({ defaultValue: 9 }) },
    resolve: (row, { dimension, steps }, context) =>
      traversal(context, row, { dimension, steps: steps ?? 9 }),
  }),
}));
