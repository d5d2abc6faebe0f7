import { z } from 'zod';
import { MODEL_DEFAULTS, type ModelKind } from './choices.ts';
import { ACTIVATIONS, reconstructionParams, trainingParams, variationalParams } from './training.ts';

const width = z.int().min(4).max(512);
const activation = z.enum(ACTIVATIONS).default('RELU').describe('Between the layers.');

const stages = z.array(width).min(1).max(5);
const convolutionWidths = stages
  .default([16, 32, 64, 128])
  .describe('Filters of each stride-2 convolution; the decoder mirrors them.');

const autoencoder = { ...trainingParams.shape, ...reconstructionParams.shape, activation };
const variational = { ...autoencoder, ...variationalParams.shape };

const dense = {
  widths: z
    .array(z.int().min(4).max(4096))
    .max(4)
    .default([256, 128])
    .describe('Units of each layer between pixels and latent; the decoder mirrors them.'),
};
const alexNet = {
  widths: z
    .tuple([width, width, width, width, width])
    .default([32, 64, 96, 96, 64])
    .describe('Filters of the five convolutions: 11x11, 5x5, and three of 3x3.'),
  hiddenSize: z
    .int()
    .min(16)
    .max(4096)
    .default(512)
    .describe('Units of the dense layer between the last convolution and the latent.'),
};
const residual = {
  widths: stages
    .default([16, 32, 64, 128])
    .describe('Filters of each stage, which halves the image; the decoder mirrors them.'),
  blocks: z.int().min(1).max(4).default(1).describe('Residual blocks of each stage.'),
  normalization: z
    .enum(['GROUP', 'NONE'])
    .default('GROUP')
    .describe('Group normalisation, or blocks that start as the identity (faster).'),
  groups: z
    .int()
    .min(1)
    .max(64)
    .default(8)
    .describe('Groups of channels of group normalisation; fewer where they do not divide the filters.'),
};
const uNet = {
  widths: stages
    .min(2)
    .default([16, 32, 64, 128])
    .describe('Filters of each scale; all but the last are handed over to the decoder.'),
  skipDropout: z
    .number()
    .min(0)
    .max(1)
    .default(0.5)
    .describe(
      'How often a skip connection is cut in training, so that the decoder learns to use the latent.',
    ),
};
const contrastive = {
  widths: stages.default([16, 32, 64, 64]).describe('Filters of each stride-2 convolution of the encoder.'),
  projectionSize: z
    .int()
    .min(8)
    .max(1024)
    .default(64)
    .describe(
      'Size of the embeddings that the loss compares, which are made of the latents by two dense layers.',
    ),
  loss: z.enum(['VICREG', 'BARLOW_TWINS']).default('VICREG').describe('What makes views of one image agree.'),
  rotation: z
    .enum(['ANY', 'RIGHT_ANGLES', 'NONE'])
    .default('ANY')
    .describe('How views are turned; in polar images, along the angle.'),
  flip: z.boolean().default(true).describe('Whether views may be mirrored.'),
  shift: z
    .number()
    .min(0)
    .max(0.5)
    .default(0.05)
    .describe('Farthest shift of a view, in sides of the image.'),
  scale: z.number().min(0).max(0.9).default(0.35).describe('Largest change of size of a view, as a share.'),
  dimming: z
    .number()
    .min(0)
    .max(0.9)
    .default(0.3)
    .describe('Largest change of brightness of a view, as a share.'),
  noise: z.number().min(0).max(1).default(0.1).describe('Largest deviation of the noise added to a view.'),
};

const common = {
  latentSize: z.int().min(2).max(512).default(MODEL_DEFAULTS.CONV.latentSize),
  epochs: z.int().min(1).max(10_000).default(MODEL_DEFAULTS.CONV.epochs),
  batchSize: z.int().min(1).max(1024).default(MODEL_DEFAULTS.CONV.batchSize),
  learningRate: z.number().gt(0).max(1).default(MODEL_DEFAULTS.CONV.learningRate),
};

const commonContrastive = {
  latentSize: common.latentSize.default(MODEL_DEFAULTS.CONTRASTIVE.latentSize),
  epochs: common.epochs.default(MODEL_DEFAULTS.CONTRASTIVE.epochs),
  batchSize: z.int().min(4).max(1024).default(MODEL_DEFAULTS.CONTRASTIVE.batchSize),
  learningRate: common.learningRate.default(MODEL_DEFAULTS.CONTRASTIVE.learningRate),
};

/** The model and how it is trained: on shuffled batches, `epochs` times over the samples. */
export const modelParams = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('DENSE'),
    ...common,
    params: z.strictObject({ ...autoencoder, ...dense }).prefault({}),
  }),
  z.strictObject({
    kind: z.literal('CONV'),
    ...common,
    params: z.strictObject({ ...autoencoder, widths: convolutionWidths }).prefault({}),
  }),
  z.strictObject({
    kind: z.literal('VAE'),
    ...common,
    params: z.strictObject({ ...variational, widths: convolutionWidths }).prefault({}),
  }),
  z.strictObject({
    kind: z.literal('ALEXNET'),
    ...common,
    params: z.strictObject({ ...autoencoder, ...alexNet }).prefault({}),
  }),
  z.strictObject({
    kind: z.literal('RESNET'),
    ...common,
    params: z.strictObject({ ...autoencoder, ...residual }).prefault({}),
  }),
  z.strictObject({
    kind: z.literal('RESNET_VAE'),
    ...common,
    params: z.strictObject({ ...variational, ...residual }).prefault({}),
  }),
  z.strictObject({
    kind: z.literal('UNET_VAE'),
    ...common,
    params: z.strictObject({ ...variational, ...uNet }).prefault({}),
  }),
  z.strictObject({
    kind: z.literal('CONTRASTIVE'),
    ...commonContrastive,
    params: z
      .strictObject({ ...trainingParams.omit({ augment: true }).shape, activation, ...contrastive })
      .prefault({}),
  }),
]);

export type ModelParams = z.infer<typeof modelParams>;
/** The params of one kind of model. */
export type ParamsOf<Kind extends ModelKind> = Extract<ModelParams, { kind: Kind }>['params'];
