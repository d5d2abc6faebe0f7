import type { MlBackend } from '../backend.ts';
import { openPortableSession } from './session.ts';
import type { Tfjs } from './tfjs.ts';

export type { Tfjs } from './tfjs.ts';

// wasm addresses 4 GB at most and its heap never shrinks.
const MEMORY_BYTES = 1.5 * 2 ** 30;

/**
 * Runs graphs node by node through tfjs-core, whose wasm backend the caller has set. tfjs computes in one thread under
 * Node; `threads` is what is recorded.
 *
 * Throws RangeError where tfjs has another backend set.
 */
export function openPortableBackend(
  tf: Tfjs,
  { threads, memoryBytes = MEMORY_BYTES }: { threads: number; memoryBytes?: number },
): MlBackend {
  const kind = tf.getBackend();
  if (kind !== 'wasm') throw new RangeError(`tfjs runs on ${kind}, not on wasm.`);
  return {
    kind,
    version: tf.version_core,
    threads,
    memoryBytes,
    open: async (program) => openPortableSession(tf, program),
  };
}
