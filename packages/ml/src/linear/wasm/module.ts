import { KERNELS } from '../../generated/kernels.ts';

type Kernel = (...numbers: number[]) => number;

/** Of kernels/index.ts. */
export type KernelName =
  | 'addDistances'
  | 'addScatter'
  | 'assignRows'
  | 'attractRows'
  | 'centreRows'
  | 'clearBounds'
  | 'closerOf'
  | 'distancesToAll'
  | 'findNeighbours'
  | 'growTree'
  | 'moveRows'
  | 'narrow'
  | 'nearestOf'
  | 'ownDistances'
  | 'productRows'
  | 'ranksOf'
  | 'scaledLengths'
  | 'reachablePairs'
  | 'repelRows'
  | 'roughPotentials'
  | 'sumColumns'
  | 'sumRows';

/** Every argument is an address or a number. */
export type Kernels = Readonly<Record<KernelName, Kernel>>;

/** Pages of 64 kB, which several threads see. */
export interface KernelMemory {
  readonly buffer: SharedArrayBuffer;
  grow(pages: number): number;
}

// What is used of it: programs without the types of the browser have none of it.
declare const WebAssembly: {
  Memory: new (size: { initial: number; maximum: number; shared: boolean }) => KernelMemory;
  Module: new (bytes: Uint8Array) => object;
  Instance: new (module: object, imports: Record<string, Record<string, object>>) => { exports: Kernels };
};

export const PAGE = 65536;
let compiled: object | undefined;

/** Compiled once for all threads. */
export function compiledKernels(): object {
  compiled ??= new WebAssembly.Module(Uint8Array.from(atob(KERNELS), (c) => c.charCodeAt(0)));
  return compiled;
}

export function openKernels(): { memory: KernelMemory; run: Kernels } {
  const memory = new WebAssembly.Memory({ initial: 1, maximum: PAGE, shared: true });
  return { memory, run: new WebAssembly.Instance(compiledKernels(), { env: { memory } }).exports };
}
