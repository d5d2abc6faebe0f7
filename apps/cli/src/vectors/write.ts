import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { CommandFailure } from '../failure.ts';
import { type NpyType, npyHeader } from '../npy/header.ts';

/** An array of a result, and its shape. */
export interface Named {
  dtype: NpyType;
  shape: number[];
  values: Int32Array | Float64Array;
}

/**
 * Writes each array into the folder as NAME.npy; the folder is made where it is not there. Throws CommandFailure
 * CANNOT_WRITE.
 */
export async function writeArrays(folder: string, arrays: Record<string, Named>): Promise<void> {
  try {
    await writeAll(folder, arrays);
  } catch (error) {
    throw new CommandFailure(
      `--out ${folder} cannot be written: ${(error as Error).message}. (CANNOT_WRITE)`,
    );
  }
}

async function writeAll(folder: string, arrays: Record<string, Named>): Promise<void> {
  await mkdir(folder, { recursive: true });
  for (const [name, { dtype, shape, values }] of Object.entries(arrays)) {
    const bytes = new Uint8Array(values.buffer, values.byteOffset, values.byteLength);
    await writeFile(join(folder, `${name}.npy`), Buffer.concat([npyHeader(dtype, shape), bytes]));
  }
}
