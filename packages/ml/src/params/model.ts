import { z } from 'zod';

export const MODEL_KINDS = ['CONV', 'VAE'] as const;
export type ModelKind = (typeof MODEL_KINDS)[number];

/** What every convolutional autoencoder can be told beyond the five common settings. */
const convParams = z.strictObject({
  /** Filters of each stride-2 convolution; the decoder mirrors them. */
  widths: z.array(z.int().min(4).max(512)).min(1).max(5).default([16, 32, 64, 128]),
  /** Share of the samples held back from training and only measured; 0 trains on all. */
  validationShare: z.number().min(0).max(0.5).default(0),
});

const vaeParams = z.strictObject({
  ...convParams.shape,
  /** Weight of the Kullback-Leibler term beside the mean squared error. */
  klWeight: z.number().min(0).max(10).default(1e-6),
});

const common = {
  latentSize: z.int().min(2).max(512).default(64),
  epochs: z.int().min(1).max(10_000).default(30),
  batchSize: z.int().min(1).max(1024).default(16),
  learningRate: z.number().gt(0).max(1).default(1e-3),
};

/** The autoencoder and how it is trained: Adam on shuffled batches, `epochs` times over the samples. */
export const modelParams = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('CONV'), ...common, params: convParams.prefault({}) }),
  z.strictObject({ kind: z.literal('VAE'), ...common, params: vaeParams.prefault({}) }),
]);

export type ModelParams = z.infer<typeof modelParams>;
