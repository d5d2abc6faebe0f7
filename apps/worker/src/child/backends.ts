import { createRequire } from 'node:module';
import { dirname } from 'node:path';
import type { MlBackend } from '@asterism/ml';
import type { TfjsNode } from '@asterism/ml/native';
import type { BackendChoice, BackendFacts } from '../children/messages.ts';

const requireHere = createRequire(import.meta.url);

export interface LoadedBackend {
  backend: MlBackend;
  facts: BackendFacts;
}

/** Loads TensorFlow: native where it is there, else, unless `native` was demanded, WebAssembly. */
export async function loadBackend(choice: BackendChoice, threads: number): Promise<LoadedBackend> {
  if (choice === 'wasm') return loadPortable(null);
  try {
    return await loadNative(threads);
  } catch (error) {
    if (choice === 'native') throw error;
    const reason = error instanceof Error ? (error.message.split('\n')[0] ?? error.name) : String(error);
    return loadPortable(reason);
  }
}

async function loadNative(threads: number): Promise<LoadedBackend> {
  // CommonJS: what an import makes of its exports depends on who runs the import.
  const tf: TfjsNode = requireHere('@tensorflow/tfjs-node');
  const { openNativeBackend } = await import('@asterism/ml/native');
  const library = libraryVersion(tf.backend()) ?? tf.version['tfjs-node'] ?? 'unknown';
  return {
    backend: openNativeBackend(tf, { threads }),
    facts: { kind: 'native', library, threads, device: deviceOf(tf.backend()), fallbackReason: null },
  };
}

/** TF_Version of the C library, which tfjs-node keeps at its binding. */
function libraryVersion(backend: object): string | null {
  const binding: unknown = 'binding' in backend ? backend.binding : null;
  if (typeof binding !== 'object' || binding === null || !('TF_Version' in binding)) return null;
  return typeof binding.TF_Version === 'string' ? binding.TF_Version : null;
}

/** tfjs-node asks the library once, when it is loaded. */
const deviceOf = (backend: object): BackendFacts['device'] =>
  'isUsingGpuDevice' in backend && backend.isUsingGpuDevice === true ? 'GPU' : 'CPU';

async function loadPortable(fallbackReason: string | null): Promise<LoadedBackend> {
  const tf = await import('@tensorflow/tfjs-core');
  const { setWasmPaths } = await import('@tensorflow/tfjs-backend-wasm');
  const { openPortableBackend } = await import('@asterism/ml/portable');
  const main = requireHere.resolve('@tensorflow/tfjs-backend-wasm');
  setWasmPaths(`${dirname(main)}/`);
  if (!(await tf.setBackend('wasm'))) throw new Error('The WebAssembly backend cannot be loaded.');
  await tf.ready();
  // In Node this backend has one thread, whatever is asked for.
  const threads = 1;
  return {
    backend: openPortableBackend(tf, { threads }),
    facts: { kind: 'wasm', library: tf.version_core, threads, device: 'CPU', fallbackReason },
  };
}
