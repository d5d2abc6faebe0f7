import { writeFile } from 'node:fs/promises';
import { basename } from 'node:path';
import {
  type Encoding,
  encodeSamples,
  type MemoryBatch,
  type MlBackend,
  type PreprocessedSample,
  WeightsError,
} from '@asterism/ml';
import { CommandFailure } from '../failure.ts';
import { npyHeader } from '../npy/header.ts';
import { type BackendChoice, loadBackend } from './backend.ts';
import { type ModelFolder, readModelFolder } from './modelFolder.ts';
import { type Reading, readImage } from './readImage.ts';

// Prepared images are held until so many bytes of them are encoded together.
const HELD_BYTES = 128 * 2 ** 20;

export interface EncodeOptions {
  /** Where the latents go, as .npy. */
  out?: string;
  json?: boolean;
  backend?: BackendChoice;
  hdu?: number[];
  planes?: number[];
  channelAxis?: number;
}

/** An image that was prepared and waits to be encoded. */
interface Prepared {
  path: string;
  sample: PreprocessedSample;
}

/**
 * Encodes FITS files with an exported model, without a server: a line each, and with `out` the latents, float32 (files
 * that could be read, latentSize) in the order of the files. One bad file does not stop the next. Throws CommandFailure
 * where the model cannot be read, and at the end where a file could not be.
 */
export async function encodeFiles(
  model: string,
  paths: readonly string[],
  options: EncodeOptions,
  print: (line: string) => void,
): Promise<void> {
  const folder = await readModelFolder(model);
  const reading = readingOf(folder, options);
  const backend = await loadBackend(options.backend ?? 'auto');
  const { preprocessing, model: params } = folder.card;
  const bytesEach = 5 * preprocessing.channels.length * preprocessing.size ** 2;
  const atOnce = Math.max(Math.floor(HELD_BYTES / bytesEach), 1);
  const latents: Float32Array[] = [];
  let waiting: Prepared[] = [];
  let row = 0;
  let refused = 0;
  const encodeWaiting = async (): Promise<void> => {
    if (waiting.length === 0) return;
    const encoding = await encode(folder, waiting, backend);
    for (const [i, { path }] of waiting.entries()) print(lineOf(path, row++, { encoding, i }, options.json));
    latents.push(encoding.latents.data);
    waiting = [];
  };
  for (const path of paths) {
    const image = await readImage(path, reading, preprocessing);
    if ('done' in image) waiting.push({ path, sample: image.done });
    else {
      const { code, message } = image.refusal;
      print(
        options.json
          ? JSON.stringify({ file: path, error: { code, message } })
          : `${path}: ${message} (${code})`,
      );
      refused += 1;
    }
    if (waiting.length === atOnce) await encodeWaiting();
  }
  await encodeWaiting();
  if (options.out !== undefined) {
    const values = latents.map(
      ({ buffer, byteOffset, byteLength }) => new Uint8Array(buffer, byteOffset, byteLength),
    );
    await writeFile(options.out, Buffer.concat([npyHeader('float32', [row, params.latentSize]), ...values]));
  }
  if (refused > 0)
    throw new CommandFailure(
      `${refused} of ${paths.length} files could not be encoded${options.out === undefined ? '' : ` and have no row in ${options.out}`}.`,
    );
}

/** As the data set was read, but for what is asked for now. */
function readingOf({ card }: ModelFolder, { hdu, planes, channelAxis }: EncodeOptions): Reading {
  const { reading } = card.dataset;
  if (reading.groupBy !== null)
    throw new CommandFailure(
      `The samples of this model's data set are made of several files each (${reading.groupBy}), which only the server puts together. (GROUPS_UNSUPPORTED)`,
    );
  return {
    hdus: hdu ?? reading.hdus,
    planes: planes ?? reading.planes,
    channelAxis: channelAxis ?? reading.channelAxis,
  };
}

async function encode(
  { card, weights }: ModelFolder,
  prepared: readonly Prepared[],
  backend: MlBackend,
): Promise<Encoding> {
  try {
    return await encodeSamples(batchOf(prepared, card.image), card.model, weights, { backend });
  } catch (error) {
    if (error instanceof WeightsError) throw new CommandFailure(`${error.message} (${error.code})`);
    throw error;
  }
}

function batchOf(
  prepared: readonly Prepared[],
  image: Omit<MemoryBatch, 'images' | 'mask' | 'samples'>,
): MemoryBatch {
  const stride = image.channels * image.size ** 2;
  const images = new Float32Array(prepared.length * stride);
  const isMasked = prepared.some(({ sample }) => sample.mask !== null);
  const mask = isMasked ? new Uint8Array(images.length).fill(1) : null;
  for (const [i, { sample }] of prepared.entries()) {
    images.set(sample.image, i * stride);
    if (sample.mask) mask?.set(sample.mask, i * stride);
  }
  return { ...image, images, mask, samples: prepared.length };
}

/** With its reconstruction's error, of a model that decodes: what the model has not seen, it gives back badly. */
function lineOf(
  path: string,
  row: number,
  { encoding: { latents, reconstructions }, i }: { encoding: Encoding; i: number },
  json: boolean | undefined,
): string {
  const { cols, data } = latents;
  const latent = [...data.subarray(i * cols, (i + 1) * cols)];
  const mse = reconstructions?.errors[i] ?? null;
  if (json) return JSON.stringify({ file: path, row, mse, latent });
  const first = latent.slice(0, 4).map((value) => value.toPrecision(4));
  const error = mse === null ? '' : `  mse ${mse.toPrecision(3)}`;
  return `${String(row).padStart(5)}  ${basename(path)}${error}  [${first.join(', ')}${cols > 4 ? ', …' : ''}]`;
}
