import { createRequire } from 'node:module';
import { dirname } from 'node:path';
import type { MlBackend } from '../backend.ts';
import { openNativeBackend, type TfjsNode } from '../native/index.ts';
import { openPortableBackend, type Tfjs } from '../portable/index.ts';

const require = createRequire(import.meta.url);

/** A backend under test and how many tensors it holds. */
export interface TestBackend {
  backend: MlBackend;
  tensorCount(): number;
  /** Makes it tfjs's current backend: a process has one, and tests of both change over. */
  select(): Promise<unknown>;
}

/** tfjs-node, or null with a line that says why not. */
export function loadTfjsNode(): TfjsNode | null {
  try {
    return require('@tensorflow/tfjs-node') as TfjsNode;
  } catch (error) {
    console.log(`Skipped: the native TensorFlow library is not there (${String(error).split('\n')[0]}).`);
    return null;
  }
}

export function nativeTestBackend(): TestBackend | null {
  const tf = loadTfjsNode();
  return (
    tf && {
      backend: openNativeBackend(tf, { threads: 2 }),
      tensorCount: () => tf.memory().numTensors,
      select: () => tf.setBackend('tensorflow'),
    }
  );
}

export async function wasmTestBackend(): Promise<TestBackend> {
  const tf = require('@tensorflow/tfjs-core') as Tfjs;
  const wasm = require('@tensorflow/tfjs-backend-wasm') as typeof import('@tensorflow/tfjs-backend-wasm');
  wasm.setWasmPaths(
    `${dirname(require.resolve('@tensorflow/tfjs-backend-wasm/wasm-out/tfjs-backend-wasm.wasm'))}/`,
  );
  const select = () => tf.setBackend('wasm');
  await select();
  return {
    backend: openPortableBackend(tf, { threads: 1 }),
    tensorCount: () => tf.memory().numTensors,
    select,
  };
}
