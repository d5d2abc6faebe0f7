import type { MlBackend } from '../graph/backend.ts';
import { largestBatch, memoryNeed } from '../graph/memory.ts';
import { initialState } from '../graph/optimizer.ts';
import type { Matrix } from '../matrix/matrix.ts';
import { buildAutoencoder } from '../models/autoencoder.ts';
import type { ModelParams } from '../params/index.ts';
import { createRandom } from '../random/random.ts';
import { breathe } from './hooks.ts';
import { createBatchReader, type ImageBatch } from './imageBatch.ts';
import { readWeights } from './weights.ts';

// Samples encoded at once: 64 keep two cores busy; fewer where they would take more than 1 GB. Numbers of our own, not
// the machine's, since another batch may give other last bits.
const ENCODE_BATCH = 64;
const ENCODE_BYTES = 2 ** 30;

export interface EncodeOptions {
  backend: MlBackend;
  hooks?: { onStep?(fraction: number): void; signal?: AbortSignal };
}

export interface Encoding {
  /** Float32 (samples, latentSize) */
  latents: Matrix<Float32Array>;
  /** Mean squared error of each sample's reconstruction, over measured pixels. */
  reconstructionErrors: Float32Array;
  /** Mean of them. */
  mse: number;
  /** Peak signal-to-noise ratio in dB for images from 0 to 1; null where the error is 0. */
  psnr: number | null;
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
  const spec = { channels: batch.channels, size: batch.size, masked: batch.mask !== null };
  const { program, latentSize } = buildAutoencoder(params, spec, createRandom(0));
  const parameters = readWeights(weights, program);
  const need = memoryNeed(Object.values(program.signatures['encode']!.outputs));
  const batchSize = Math.min(Math.max(largestBatch(need, ENCODE_BYTES), 1), ENCODE_BATCH);
  const reader = createBatchReader(batch);
  const latents = new Float32Array(batch.samples * latentSize);
  const reconstructionErrors = new Float32Array(batch.samples);
  const inference = { ...program, training: null };
  const session = await backend.open(inference);
  try {
    session.assign({ ...initialState(inference), ...parameters });
    for (let from = 0; from < batch.samples; from += batchSize) {
      hooks.signal?.throwIfAborted();
      const count = Math.min(batchSize, batch.samples - from);
      const outputs = session.run('encode', reader.read(Array.from({ length: count }, (_, i) => from + i)));
      latents.set(outputs['latents']!, from * latentSize);
      reconstructionErrors.set(outputs['errors']!, from);
      hooks.onStep?.((from + count) / batch.samples);
      await breathe();
    }
  } finally {
    session.close();
  }
  const mse = reconstructionErrors.reduce((sum, error) => sum + error, 0) / batch.samples;
  return {
    latents: { data: latents, rows: batch.samples, cols: latentSize },
    reconstructionErrors,
    mse,
    psnr: mse > 0 ? -10 * Math.log10(mse) : null,
  };
}
