import { KERNELS } from '../../generated/kernels.ts';
import { type KernelMemory, type Kernels, kernelsOver } from './thread/kernels.ts';

// What is used of it: programs without the types of the browser have none of it.
declare const WebAssembly: {
  Memory: new (size: { initial: number; maximum: number; shared: boolean }) => KernelMemory;
  Module: new (bytes: Uint8Array) => object;
};

/** The kernels of one thread over a memory. */
export interface OpenKernels {
  memory: KernelMemory;
  run: Kernels;
}

export const PAGE = 65536;
let compiled: object | undefined;

/** Compiled once for all threads. */
export function compiledKernels(): object {
  compiled ??= new WebAssembly.Module(Uint8Array.from(atob(KERNELS), (c) => c.charCodeAt(0)));
  return compiled;
}

export function openKernels(): OpenKernels {
  const memory = new WebAssembly.Memory({ initial: 1, maximum: PAGE, shared: true });
  return { memory, run: kernelsOver(compiledKernels(), memory) };
}
