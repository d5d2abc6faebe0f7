import type { LinearAlgebra } from './linearAlgebra.ts';
import { createWasmAlgebra } from './wasm/wasmAlgebra.ts';

let kernels: LinearAlgebra | undefined;

/** The kernels, which run everywhere; one set for all callers that bring nothing better. */
export function defaultAlgebra(): LinearAlgebra {
  kernels ??= createWasmAlgebra();
  return kernels;
}
