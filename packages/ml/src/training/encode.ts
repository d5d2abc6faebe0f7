import type { MlBackend, Values } from '../graph/backend.ts';
import type { GraphNode } from '../graph/graph.ts';
import { psnrOf } from '../losses/imageScores.ts';
import type { Matrix } from '../matrix/matrix.ts';
import { buildModel } from '../models/model.ts';
import { scoredSignature } from '../models/scored.ts';
import type { ModelParams } from '../params/index.ts';
import { createRandom } from '../random/random.ts';
import { breathe } from './hooks.ts';
import { createBatchReader, type ImageBatch, imageSpecOf } from './imageBatch.ts';
import { openInference } from './inference.ts';

export interface EncodeOptions {
  backend: MlBackend;
  hooks?: { onStep?(fraction: number): void; signal?: AbortSignal };
}

/** How well a model that decodes gives the samples back. */
export interface Reconstructions {
  /** Mean squared error of each sample's reconstruction, over measured pixels. */
  errors: Float32Array;
  /** Mean of them. */
  mse: number;
  /** Peak signal-to-noise ratio in dB for images from 0 to 1; null where the error is 0. */
  psnr: number | null;
  /** Structural similarity of each sample's reconstruction, at one scale and at several; see `ssimScore`. */
  ssims: Float32Array;
  msSsims: Float32Array;
  /** Means of them. */
  ssim: number;
  msSsim: number;
  /** The mean error without skip connections, from the latents alone; null of models that have none. */
  mseWithoutSkips: number | null;
}

export interface Encoding {
  /** Float32 (samples, latentSize) */
  latents: Matrix<Float32Array>;
  /** Null of a model that does not decode. */
  reconstructions: Reconstructions | null;
}

/**
 * Encodes every sample with trained weights. Throws RangeError where the weights are not this model's, and the
 * signal's reason where it is aborted.
 */
export async function encodeSamples(
  batch: ImageBatch,
  params: ModelParams,
  weights: Uint8Array,
  { backend, hooks = {} }: EncodeOptions,
): Promise<Encoding> {
  const { program, latentSize } = buildModel(params, imageSpecOf(batch), createRandom(0));
  const encode = scoredSignature(program);
  const inference = await openInference({ ...program, signatures: { encode } }, 'encode', {
    weights,
    backend,
  });
  const reader = createBatchReader(batch);
  const samplesFrom = (from: number): number[] =>
    Array.from(
      { length: Math.max(Math.min(inference.batchSize, batch.samples - from), 0) },
      (_, i) => from + i,
    );
  const found = Object.fromEntries(
    Object.keys(encode.outputs).map((name) => [
      name,
      new Float32Array(batch.samples * (name === 'latents' ? latentSize : 1)),
    ]),
  );
  try {
    for (let from = 0; from < batch.samples; from += inference.batchSize) {
      hooks.signal?.throwIfAborted();
      const count = Math.min(inference.batchSize, batch.samples - from);
      const read: Values = {
        ...(await reader.read(samplesFrom(from), samplesFrom(from + inference.batchSize))),
      };
      const result = inference.run(only(read, encode.inputs));
      for (const [name, values] of Object.entries(result))
        found[name]!.set(values, (from * found[name]!.length) / batch.samples);
      hooks.onStep?.((from + count) / batch.samples);
      await breathe();
    }
  } finally {
    inference.close();
  }
  const latents = { data: found['latents']!, rows: batch.samples, cols: latentSize };
  return { latents, reconstructions: reconstructionsOf(found) };
}

/** A model that does not compare pixels takes no mask. */
const only = (values: Values, inputs: readonly GraphNode<'placeholder'>[]): Values =>
  Object.fromEntries(inputs.map(({ attributes: { name } }) => [name, values[name]!]));

function reconstructionsOf(found: Values): Reconstructions | null {
  const { errors, errorsWithoutSkips, ssims, msSsims } = found;
  if (!errors || !ssims || !msSsims) return null;
  const mean = (values: Float32Array) => values.reduce((sum, error) => sum + error, 0) / values.length;
  const mse = mean(errors);
  return {
    errors,
    mse,
    psnr: psnrOf(mse),
    ssims,
    msSsims,
    ssim: mean(ssims),
    msSsim: mean(msSsims),
    mseWithoutSkips: errorsWithoutSkips ? mean(errorsWithoutSkips) : null,
  };
}
