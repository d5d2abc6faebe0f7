import { createHash } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import type { Client } from '../client.ts';
import { globalId } from '../experiments/globalId.ts';
import { CommandFailure } from '../failure.ts';
import { graphql } from '../gql/index.ts';
import { BYTES_EACH, type NpyType, npyHeader } from '../npy/header.ts';

const MODEL_FILES = graphql(`
  query ExportedModel($id: ID!) {
    experiment(id: $id) {
      number
      status
      modelFiles {
        weights {
          name
          url
          sha256
        }
        card {
          name
          url
        }
      }
      preprocessed {
        images {
          url
          shape
        }
        mask {
          url
          shape
        }
      }
    }
  }
`);

export interface ModelExportOptions {
  workspace?: string;
  out: string;
  /** How many of the preprocessed images to take along. */
  images?: number;
}

/**
 * Writes a trained model into a folder: its weights, its card and, where they are asked for, the first images as the
 * model saw them (images.npy, and mask.npy where some pixels were not measured). Throws CommandFailure.
 */
export async function exportModel(
  client: Client,
  id: string,
  { workspace, out, images }: ModelExportOptions,
  print: (line: string) => void,
): Promise<void> {
  const { experiment } = await client.query(MODEL_FILES, {
    id: await globalId(client, id, workspace),
  });
  if (!experiment) throw new CommandFailure(`There is no experiment ${id} here.`);
  const { number, status, modelFiles, preprocessed } = experiment;
  if (!modelFiles)
    throw new CommandFailure(
      `E-${number} is ${status.toLowerCase()} and has no model files: its model is not trained yet, or was by an earlier version; run it again. (NOT_TRAINED)`,
    );
  await mkdir(out, { recursive: true });
  const { weights, card } = modelFiles;
  const bytes = await client.bytes(weights.url);
  if (createHash('sha256').update(bytes).digest('hex') !== weights.sha256)
    throw new CommandFailure(`${weights.name} did not arrive whole; try again. (WEIGHTS_HASH_MISMATCH)`);
  await writeFile(join(out, weights.name), bytes);
  await writeFile(join(out, card.name), await client.bytes(card.url));
  print(join(out, weights.name));
  print(join(out, card.name));
  if (images === undefined) return;
  if (!preprocessed) throw new CommandFailure(`E-${number} has no preprocessed images.`);
  await saveArray(client, preprocessed.images, {
    path: join(out, 'images.npy'),
    dtype: 'float32',
    rows: images,
  });
  print(join(out, 'images.npy'));
  if (!preprocessed.mask) return;
  await saveArray(client, preprocessed.mask, { path: join(out, 'mask.npy'), dtype: 'uint8', rows: images });
  print(join(out, 'mask.npy'));
}

/** The first `rows` of an array, as they come: a stack may be larger than memory. */
async function saveArray(
  client: Client,
  { url, shape }: { url: string; shape: readonly number[] },
  { path, dtype, rows }: { path: string; dtype: NpyType; rows: number },
): Promise<void> {
  const taken = [Math.min(rows, shape[0] ?? 0), ...shape.slice(1)];
  const length = taken.reduce((product, side) => product * side, BYTES_EACH[dtype]);
  const file = createWriteStream(path);
  file.write(npyHeader(dtype, taken));
  await pipeline(await client.stream(url, length), file);
}
