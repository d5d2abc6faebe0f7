import type { MlBackend } from '../backend.ts';
import { openNativeSession } from './session.ts';
import type { TfjsNode } from './tfjsNode.ts';

export { createNativeAlgebra } from './linear/nativeAlgebra.ts';
export type { TfjsNode } from './tfjsNode.ts';

// A worker on an 8 GB machine runs two stages at once.
const MEMORY_BYTES = 4 * 2 ** 30;

/**
 * Runs graphs as TensorFlow graphs in tfjs-node. `threads` is recorded: TensorFlow itself reads
 * TF_NUM_INTRAOP_THREADS and TF_NUM_INTEROP_THREADS before it is loaded, and other counts give other bytes.
 */
export function openNativeBackend(
  tf: TfjsNode,
  { threads, memoryBytes = MEMORY_BYTES }: { threads: number; memoryBytes?: number },
): MlBackend {
  return {
    kind: 'native',
    version: `${tf.version['tfjs-node']}, TensorFlow ${tensorflowVersion(tf)}`,
    threads,
    memoryBytes,
    open: (program) => openNativeSession(tf, program),
  };
}

/** Of the library itself, which may be another than the one tfjs-node was published with. */
function tensorflowVersion(tf: TfjsNode): string {
  const { binding } = tf.findBackend('tensorflow') as { binding?: { TF_Version?: string } };
  return binding?.TF_Version ?? 'unknown';
}
