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
  Instance: new (module: object, imports: Record<string, Record<string, object>>) => { exports: Kernels };
};

/** The compiled kernels over a memory. */
export const kernelsOver = (module: object, memory: KernelMemory): Kernels =>
  new WebAssembly.Instance(module, { env: { memory } }).exports;
