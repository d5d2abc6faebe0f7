import type { BlobStore, StoredBlob } from '@asterism/blobs';
import type { BlobRef } from '@asterism/db';
import type { LinearAlgebra, MlBackend } from '@asterism/ml';
import type { WorkReport } from '../children/messages.ts';
import type { TaskKind, TaskOf, TaskResult } from '../children/tasks.ts';

/** What a task meets of the world. */
export interface TaskContext {
  blobs: BlobStore;
  /** Throws where the child is a light one. */
  backend: MlBackend;
  /** On as many threads as the worker gives a task. */
  linear: LinearAlgebra;
  signal: AbortSignal;
  report(report: WorkReport): void;
}

export type TaskRunner<Kind extends TaskKind> = (
  task: TaskOf<Kind>,
  context: TaskContext,
) => Promise<TaskResult<Kind>>;

type Values = Float32Array | Int32Array | Uint8Array;
const DTYPES = { Float32Array: 'float32', Int32Array: 'int32', Uint8Array: 'uint8' } as const;

/** Stores values as they lie in memory: little-endian on every processor that this runs on. */
export async function putArray(blobs: BlobStore, values: Values, shape: number[]): Promise<BlobRef> {
  const { sha256 } = await blobs.put(bytesOf(values));
  const name = values.constructor.name as keyof typeof DTYPES;
  return { sha256, dtype: DTYPES[name], shape };
}

export const bytesOf = (values: Values): Uint8Array =>
  new Uint8Array(values.buffer, values.byteOffset, values.byteLength);

/** Throws where the blob's length does not fit its shape. */
export async function readFloat32(blobs: BlobStore, ref: BlobRef): Promise<Float32Array> {
  return new Float32Array(await readValues(blobs, ref, 'float32', 4));
}

export async function readInt32(blobs: BlobStore, ref: BlobRef): Promise<Int32Array> {
  return new Int32Array(await readValues(blobs, ref, 'int32', 4));
}

export async function readUint8(blobs: BlobStore, ref: BlobRef): Promise<Uint8Array> {
  return new Uint8Array(await readValues(blobs, ref, 'uint8', 1));
}

async function readValues(
  blobs: BlobStore,
  { sha256, dtype, shape }: BlobRef,
  wanted: BlobRef['dtype'],
  bytesEach: number,
): Promise<ArrayBuffer> {
  const bytes = await blobs.read(sha256);
  const expected = shape.reduce((product, length) => product * length, bytesEach);
  if (dtype !== wanted || bytes.byteLength !== expected)
    throw new Error(
      `The blob ${sha256} of ${bytes.byteLength} bytes is not ${wanted} (${shape.join(', ')}).`,
    );
  // A small blob may lie in a pool, at an offset that typed arrays refuse; a large one has memory of its own.
  const { buffer, byteLength } = bytes;
  return buffer instanceof ArrayBuffer && byteLength === buffer.byteLength
    ? buffer
    : new Uint8Array(bytes).buffer;
}

/** A store that notes what is put into it. */
export function noteBlobs(blobs: BlobStore): { blobs: BlobStore; noted: StoredBlob[] } {
  const noted: StoredBlob[] = [];
  return {
    noted,
    blobs: {
      ...blobs,
      async put(bytes) {
        const stored = await blobs.put(bytes);
        noted.push(stored);
        return stored;
      },
      async putStream(bytes) {
        const stored = await blobs.putStream(bytes);
        noted.push(stored);
        return stored;
      },
    },
  };
}
