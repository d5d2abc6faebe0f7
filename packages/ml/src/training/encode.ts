import { initialState, type MlBackend } from '../graph/backend.ts';
import type { Matrix } from '../matrix/matrix.ts';
import { buildAutoencoder } from '../models/autoencoder.ts';
import type { ModelParams } from '../params/index.ts';
import { createRandom } from '../random/random.ts';
import { unpackContainer } from './container.ts';
import { breathe } from './hooks.ts';
import { createBatchReader, type ImageBatch } from './imageBatch.ts';

// Samples encoded at once: enough to keep two cores busy, and 64 images of 256 x 256 x 4 with all activations stay
// under 1 GB.
const ENCODE_BATCH = 64;

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
  const { arrays } = unpackContainer(weights);
  const missing = program.parameters.find(({ name, initial }) => arrays[name]?.length !== initial.length);
  if (missing) throw new RangeError(`The weights do not fit the model at ${missing.name}.`);
  const reader = createBatchReader(batch);
  const latents = new Float32Array(batch.samples * latentSize);
  const reconstructionErrors = new Float32Array(batch.samples);
  const session = await backend.open(program);
  try {
    session.assign({ ...initialState(program), ...arrays });
    for (let from = 0; from < batch.samples; from += ENCODE_BATCH) {
      hooks.signal?.throwIfAborted();
      const count = Math.min(ENCODE_BATCH, batch.samples - from);
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
