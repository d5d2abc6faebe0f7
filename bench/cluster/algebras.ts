import { createRequire } from 'node:module';
import { createNativeAlgebra } from '../../packages/ml/src/graph/native/index.ts';
import { createWasmAlgebra, type LinearAlgebra } from '../../packages/ml/src/index.ts';

/** Every implementation that runs on this machine. */
export async function openAlgebras(threads: number): Promise<LinearAlgebra[]> {
  // TensorFlow reads these when it is loaded.
  process.env['TF_NUM_INTRAOP_THREADS'] = String(threads);
  process.env['TF_NUM_INTEROP_THREADS'] = '1';
  process.env['TF_CPP_MIN_LOG_LEVEL'] = '3';
  const native = async () => createNativeAlgebra(createRequire(import.meta.url)('@tensorflow/tfjs-node'));
  const found = await native().catch((error: Error) => {
    console.error(`Without the native library: ${error.message.split('\n')[0]}`);
    return null;
  });
  return [createWasmAlgebra({ threads }), ...(found ? [found] : [])];
}

/** The kernels on worker threads. */
export const openThreaded = (threads: number): { name: string; linear: LinearAlgebra } => ({
  name: `${threads} threads`,
  linear: createWasmAlgebra({ threads }),
});
