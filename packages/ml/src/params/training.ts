import { z } from 'zod';

export const OPTIMIZERS = ['ADAM', 'ADAMW', 'SGD'] as const;
export const SCHEDULES = ['CONSTANT', 'COSINE', 'PLATEAU'] as const;
export const RECONSTRUCTION_LOSSES = ['MSE', 'L1', 'MSE_MSSSIM'] as const;
export const ACTIVATIONS = ['RELU', 'LEAKY_RELU', 'ELU', 'SILU', 'GELU'] as const;

/** How every model can be trained, beyond the common settings. */
export const trainingParams = z.strictObject({
  validationShare: z
    .number()
    .min(0)
    .max(0.5)
    .default(0)
    .describe('Share of the samples held back from training and only measured; 0 trains on all.'),
  optimizer: z.enum(OPTIMIZERS).default('ADAM').describe('What turns gradients into steps.'),
  momentum: z
    .number()
    .min(0)
    .max(0.999)
    .default(0.9)
    .describe('What SGD keeps of its direction; the others ignore it.'),
  weightDecay: z
    .number()
    .min(0)
    .max(1)
    .default(0)
    .describe('Draws weights and filters towards 0; biases are left alone.'),
  clipNorm: z
    .number()
    .gt(0)
    .max(1e6)
    .nullable()
    .default(null)
    .describe('Longest gradient that is followed as it is; longer ones are shortened to it.'),
  schedule: z
    .enum(SCHEDULES)
    .default('CONSTANT')
    .describe('The learning rate stays, falls to 0 along a cosine, or is halved whenever nothing improves.'),
  warmupEpochs: z
    .int()
    .min(0)
    .max(1000)
    .default(0)
    .describe('Epochs over which the learning rate rises to its value.'),
  patience: z
    .int()
    .min(1)
    .max(10_000)
    .nullable()
    .default(null)
    .describe('Training ends after this many epochs without improvement; never without a number.'),
  restoreBest: z
    .boolean()
    .default(true)
    .describe('Where samples are held back, the weights of the best epoch are kept, not the last.'),
  augment: z
    .boolean()
    .default(false)
    .describe('Each sample is turned by a random right angle and perhaps flipped whenever it is seen.'),
});

/** What a reconstruction is measured by while it is trained. */
export const reconstructionParams = z.strictObject({
  loss: z
    .enum(RECONSTRUCTION_LOSSES)
    .default('MSE')
    .describe('Mean squared error, mean absolute error, or the first with structural similarity.'),
  msSsimWeight: z
    .number()
    .min(0)
    .max(10)
    .default(0.1)
    .describe('Weight of 1 - MS-SSIM beside the mean squared error, for MSE_MSSSIM.'),
});

/** What draws the latents of a variational model towards a standard normal. */
export const variationalParams = z.strictObject({
  klWeight: z
    .number()
    .min(0)
    .max(10)
    .default(1e-6)
    .describe('Weight of the Kullback-Leibler term beside the reconstruction error.'),
  klWarmupEpochs: z
    .int()
    .min(0)
    .max(10_000)
    .default(0)
    .describe('Epochs over which that weight rises from 0 to its value.'),
  freeBits: z
    .number()
    .min(0)
    .max(10)
    .default(0)
    .describe('Nats of each latent dimension that cost nothing, so that none is silenced.'),
});

export type TrainingParams = z.infer<typeof trainingParams>;
export type ReconstructionParams = z.infer<typeof reconstructionParams>;
export type VariationalParams = z.infer<typeof variationalParams>;
export type Activation = (typeof ACTIVATIONS)[number];
