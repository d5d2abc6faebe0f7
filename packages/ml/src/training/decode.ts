import type { MlBackend } from '../graph/backend.ts';
import type { Matrix } from '../matrix/matrix.ts';
import { buildModel, type ImageSpec } from '../models/model.ts';
import type { ModelParams } from '../params/index.ts';
import { createRandom } from '../random/random.ts';
import { breathe } from './hooks.ts';
import { createBatchReader, type ImageBatch, imageSpecOf } from './imageBatch.ts';
import { openInference } from './inference.ts';

export interface DecodeOptions {
  weights: Uint8Array;
  backend: MlBackend;
  signal?: AbortSignal;
}

/**
 * What the model makes of each sample, (samples, channels, size, size) as the batch has them; a model with skip
 * connections uses them. Throws RangeError where the weights are not this model's or it does not decode, and the
 * signal's reason where it is aborted.
 */
export async function reconstructSamples(
  batch: ImageBatch,
  params: ModelParams,
  { signal, ...options }: DecodeOptions,
): Promise<Float32Array> {
  const { program } = buildModel(params, imageSpecOf(batch), createRandom(0));
  const reader = createBatchReader(batch);
  const inference = await openInference(program, 'reconstruct', options);
  return decodeInBatches(inference, { ...batch, signal }, async (from, count) => {
    const { images } = await reader.read(Array.from({ length: count }, (_, i) => from + i));
    return { images };
  });
}

/**
 * Images of latents, (rows, channels, size, size); what a decoder takes from skip connections it does without. Throws as
 * `reconstructSamples` does.
 */
export async function decodeLatents(
  { data, rows, cols }: Matrix<Float32Array>,
  params: ModelParams,
  spec: ImageSpec,
  { signal, ...options }: DecodeOptions,
): Promise<Float32Array> {
  const { program } = buildModel(params, spec, createRandom(0));
  const inference = await openInference(program, 'decode', options);
  return decodeInBatches(inference, { ...spec, samples: rows, signal }, async (from, count) => ({
    latents: data.subarray(from * cols, (from + count) * cols),
  }));
}

interface Decoded {
  samples: number;
  channels: number;
  size: number;
  signal: AbortSignal | undefined;
}

type Inference = Awaited<ReturnType<typeof openInference>>;

/** Runs the inference over all samples and closes it. */
async function decodeInBatches(
  inference: Inference,
  { samples, channels, size, signal }: Decoded,
  feedsOf: (from: number, count: number) => Promise<Parameters<Inference['run']>[0]>,
): Promise<Float32Array> {
  const images = new Float32Array(samples * channels * size * size);
  try {
    for (let from = 0; from < samples; from += inference.batchSize) {
      signal?.throwIfAborted();
      const count = Math.min(inference.batchSize, samples - from);
      const { images: decoded } = inference.run(await feedsOf(from, count));
      writePlanes(decoded!, { channels, pixels: size * size }, images, from);
      await breathe();
    }
  } finally {
    inference.close();
  }
  return images;
}

/** (batch, size, size, channels) into (samples, channels, size, size) from sample `from` on. */
function writePlanes(
  decoded: Float32Array,
  { channels, pixels }: { channels: number; pixels: number },
  target: Float32Array,
  from: number,
): void {
  const stride = channels * pixels;
  for (let at = 0; at < decoded.length; at += stride)
    for (let c = 0; c < channels; c++)
      for (let p = 0; p < pixels; p++)
        target[from * stride + at + c * pixels + p] = decoded[at + p * channels + c]!;
}
