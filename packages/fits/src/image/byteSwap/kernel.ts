// byteSwap.wat, assembled by wat2wasm: 314 bytes.
const MODULE =
  'AGFzbQEAAAABBgFgAn9/AAIHAQABbQIAAQMEAwAAAAcNAwEyAAABNAABATgAAgqJAgNXAQF7A0AgACAA/QAEACICIAL9DQEAAwIF' +
  'BAcGCQgLCg0MDw79CwQAIAAgAP0ABBAiAiAC/Q0BAAMCBQQHBgkICwoNDA8O/QsEECAAQSBqIgAgAUkNAAsLVwEBewNAIAAgAP0A' +
  'BAAiAiAC/Q0DAgEABwYFBAsKCQgPDg0M/QsEACAAIAD9AAQQIgIgAv0NAwIBAAcGBQQLCgkIDw4NDP0LBBAgAEEgaiIAIAFJDQAL' +
  'C1cBAXsDQCAAIAD9AAQAIgIgAv0NBwYFBAMCAQAPDg0MCwoJCP0LBAAgACAA/QAEECICIAL9DQcGBQQDAgEADw4NDAsKCQj9CwQQ' +
  'IABBIGoiACABSQ0ACws=';

/** Turns 2-, 4- or 8-byte numbers from `at` to `end` around; `end - at` is a multiple of 32 above 0. */
type Kernel = Record<2 | 4 | 8, (at: number, end: number) => void>;

/** Memory that can be turned around where it lies. */
export interface KernelMemory {
  readonly buffer: ArrayBuffer;
  readonly kernel: Kernel;
}

/** The memory of each kernel, so that it is known again by a view of it. */
const memories = new WeakMap<ArrayBufferLike, KernelMemory>();

/** What is used of WebAssembly: its types stand among those of browsers, which not everyone who reads files has. */
interface WasmApi {
  validate(bytes: Uint8Array<ArrayBuffer>): boolean;
  Module: new (bytes: Uint8Array<ArrayBuffer>) => WasmModule;
  Memory: new (size: { initial: number }) => WasmMemory;
  Instance: new (module: WasmModule, imports: { '': { m: WasmMemory } }) => { readonly exports: object };
}
type WasmModule = object;
interface WasmMemory {
  readonly buffer: ArrayBuffer;
}

const api: WasmApi | undefined = Reflect.get(globalThis as object, 'WebAssembly');

let compiled: WasmModule | null | undefined;

/** Null where WebAssembly or its SIMD is missing (Safari before 16.4), or a page's policy does not let it in. */
function compile({ validate, Module }: WasmApi): WasmModule | null {
  if (compiled !== undefined) return compiled;
  const bytes = Uint8Array.from(atob(MODULE), (character) => character.charCodeAt(0));
  try {
    compiled = validate(bytes) ? new Module(bytes) : null;
  } catch {
    // The plain loop gives the same; nothing is lost but time.
    compiled = null;
  }
  return compiled;
}

const isKernel = (exports: object): exports is Kernel =>
  ['2', '4', '8'].every((width) => typeof Reflect.get(exports, width) === 'function');

const PAGE = 64 * 1024;

/** At least so many bytes, or null where there is no kernel. */
export function createKernelMemory(bytes: number): KernelMemory | null {
  const module = api ? compile(api) : null;
  if (!api || !module) return null;
  const memory = new api.Memory({ initial: Math.max(1, Math.ceil(bytes / PAGE)) });
  const { exports } = new api.Instance(module, { '': { m: memory } });
  if (!isKernel(exports)) throw new Error('The byte swap does not export what it should.');
  const created = { buffer: memory.buffer, kernel: exports };
  memories.set(memory.buffer, created);
  return created;
}

export const kernelMemoryOf = (buffer: ArrayBufferLike): KernelMemory | undefined => memories.get(buffer);
