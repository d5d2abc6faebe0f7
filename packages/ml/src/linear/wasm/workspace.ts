import { KERNELS } from '../../generated/kernels.ts';

const PAGE = 65536;
// What the compiler itself may have put at the beginning ends well before.
const FIRST_ADDRESS = 1024;
// A workspace that grew beyond this is not kept, since such memory never shrinks.
const KEPT_BYTES = 64 * 2 ** 20;
const KEPT_WORKSPACES = 4;

type Kernel = (...numbers: number[]) => number;
/** Of kernels/index.ts; every argument is an address or a number. */
export type Kernels = Readonly<
  Record<
    | 'addDistances'
    | 'addScatter'
    | 'assignRows'
    | 'clearBounds'
    | 'distancesToAll'
    | 'findNeighbours'
    | 'growTree'
    | 'narrow'
    | 'nearestOf'
    | 'ownDistances'
    | 'productRows'
    | 'scaledLengths'
    | 'sumRows',
    Kernel
  >
>;

// What is used of it: programs without the types of the browser have none of it.
declare const WebAssembly: {
  Memory: new (size: {
    initial: number;
    maximum: number;
  }) => { buffer: ArrayBuffer; grow(pages: number): number };
  Module: new (bytes: Uint8Array) => object;
  Instance: new (module: object, imports: Record<string, Record<string, object>>) => { exports: Kernels };
};

let compiled: object | undefined;

/** The kernels with a memory of their own, in which arrays are laid one after another. */
export class Workspace {
  readonly run: Kernels;
  readonly #memory = new WebAssembly.Memory({ initial: 1, maximum: PAGE });
  #next = FIRST_ADDRESS;

  constructor() {
    compiled ??= new WebAssembly.Module(Uint8Array.from(atob(KERNELS), (c) => c.charCodeAt(0)));
    this.run = new WebAssembly.Instance(compiled, { env: { memory: this.#memory } }).exports;
  }

  get bytes(): number {
    return this.#memory.buffer.byteLength;
  }

  /** Address of so many bytes, whose values are left over from before. Throws RangeError beyond 4 GB. */
  reserve(bytes: number): number {
    const address = this.#next;
    const end = address + Math.ceil(bytes / 16) * 16;
    if (end > PAGE * PAGE) throw new RangeError(`${end} bytes are more than the kernels can address.`);
    const missing = Math.ceil((end - this.bytes) / PAGE);
    if (missing > 0) this.#memory.grow(missing);
    this.#next = end;
    return address;
  }

  put(values: Float64Array | Int32Array): number {
    const address = this.reserve(values.byteLength);
    this.overwrite(address, values);
    return address;
  }

  overwrite(address: number, values: Float64Array | Int32Array): void {
    const own =
      values instanceof Int32Array
        ? this.int32(address, values.length)
        : this.float64(address, values.length);
    own.set(values);
  }

  /** The numbers at an address, until the next `reserve`: slice what is to stay. */
  float64(address: number, length: number): Float64Array<ArrayBuffer> {
    return new Float64Array(this.#memory.buffer, address, length);
  }

  int32(address: number, length: number): Int32Array<ArrayBuffer> {
    return new Int32Array(this.#memory.buffer, address, length);
  }

  /** How far it is filled, for `backTo`. */
  mark(): number {
    return this.#next;
  }

  /** Gives up what was laid down after the mark. */
  backTo(mark: number): void {
    this.#next = mark;
  }
}

/** Workspaces that wait for their next task: calls that overlap must not share one. */
export class WorkspacePool {
  readonly #idle: Workspace[] = [];

  take(): Workspace {
    return this.#idle.pop() ?? new Workspace();
  }

  giveBack(workspace: Workspace): void {
    if (workspace.bytes > KEPT_BYTES || this.#idle.length >= KEPT_WORKSPACES) return;
    workspace.backTo(FIRST_ADDRESS);
    this.#idle.push(workspace);
  }

  async use<T>(task: (workspace: Workspace) => Promise<T>): Promise<T> {
    const workspace = this.take();
    try {
      return await task(workspace);
    } finally {
      this.giveBack(workspace);
    }
  }
}
