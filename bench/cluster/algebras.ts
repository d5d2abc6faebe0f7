import { createWasmAlgebra, type LinearAlgebra } from '../../packages/ml/src/index.ts';

/** Every implementation that runs on this machine. */
export async function openAlgebras(): Promise<LinearAlgebra[]> {
  return [createWasmAlgebra()];
}
