import { createRequire } from 'node:module';
import { dirname } from 'node:path';
import type { MlBackend } from '@asterism/ml';
import type { TfjsNode } from '@asterism/ml/native';
import { quietTensorFlow } from '../env.ts';
import { CommandFailure } from '../failure.ts';

const requireHere = createRequire(import.meta.url);

export const BACKEND_CHOICES = ['auto', 'native', 'wasm'] as const;
export type BackendChoice = (typeof BACKEND_CHOICES)[number];

/** TensorFlow: native where it is there, else, unless it was demanded, WebAssembly. Throws CommandFailure. */
export async function loadBackend(choice: BackendChoice): Promise<MlBackend> {
  if (choice === 'wasm') return loadPortable();
  try {
    return await loadNative();
  } catch (error) {
    if (choice === 'auto') return loadPortable();
    const reason = error instanceof Error ? error.message.split('\n')[0] : String(error);
    throw new CommandFailure(`The native TensorFlow library cannot be loaded: ${reason}`);
  }
}

async function loadNative(): Promise<MlBackend> {
  quietTensorFlow();
  // CommonJS: what an import makes of its exports depends on who runs the import.
  const tf: TfjsNode = requireHere('@tensorflow/tfjs-node');
  const { openNativeBackend } = await import('@asterism/ml/native');
  return openNativeBackend(tf, { threads: 1 });
}

async function loadPortable(): Promise<MlBackend> {
  const tf = await import('@tensorflow/tfjs-core');
  const { setWasmPaths } = await import('@tensorflow/tfjs-backend-wasm');
  const { openPortableBackend } = await import('@asterism/ml/portable');
  setWasmPaths(`${dirname(requireHere.resolve('@tensorflow/tfjs-backend-wasm'))}/`);
  if (!(await tf.setBackend('wasm'))) throw new Error('The WebAssembly backend cannot be loaded.');
  await tf.ready();
  return openPortableBackend(tf, { threads: 1 });
}
