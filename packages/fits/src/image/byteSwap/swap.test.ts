import { afterEach, describe, expect, test, vi } from 'vitest';
import { createPixelMemory, isKernelMemory, PIECE, swapPlain, swapToOwn } from './swap.ts';

afterEach(() => {
  vi.unstubAllGlobals();
  vi.resetModules();
});

const WIDTHS = [2, 4, 8] as const;
const counted = (length: number) => Uint8Array.from({ length }, (_, i) => (i * 7 + (i >> 8)) & 255);

describe('the kernel and the plain loop do the same', () => {
  test.each(WIDTHS)('%i bytes: short, long, over a piece, from any start', (width) => {
    for (const start of [0, 8, 16, 24])
      for (const length of [
        0,
        width,
        24,
        32,
        40,
        504,
        512,
        520,
        4096 + width,
        PIECE,
        PIECE + 24,
        2 * PIECE + 8,
      ]) {
        if (length % width !== 0) continue;
        const inMemory = new Uint8Array(createPixelMemory((length + 64) / 4).buffer);
        expect(isKernelMemory(inMemory.buffer)).toBe(true);
        const [own, foreign, plain] = [inMemory, new Uint8Array(length + 64), new Uint8Array(length + 64)];
        for (const bytes of [own, foreign, plain]) bytes.set(counted(length + 64));
        swapToOwn(own.subarray(start, start + length), width);
        swapToOwn(foreign.subarray(start, start + length), width);
        swapPlain(plain.subarray(start, start + length), width);
        // What lies around is left alone.
        expect(Buffer.compare(foreign, plain), `${start} ${length}`).toBe(0);
        expect(Buffer.compare(own.subarray(0, length + 64), plain), `${start} ${length}`).toBe(0);
      }
  });

  test('starts that suit no number', () => {
    const foreign = counted(5001);
    const plain = counted(5001);
    swapToOwn(foreign.subarray(3, 4003), 8);
    swapPlain(plain.subarray(3, 4003), 8);
    expect(foreign).toEqual(plain);
  });

  test('the plain loop does what DataView does', () => {
    for (const width of WIDTHS) {
      const bytes = counted(64);
      const view = new DataView(counted(64).buffer);
      swapPlain(bytes, width);
      const own = new DataView(bytes.buffer);
      for (let at = 0; at < 64; at += width)
        if (width === 2) expect(own.getInt16(at, true)).toBe(view.getInt16(at));
        else if (width === 4) expect(own.getInt32(at, true)).toBe(view.getInt32(at));
        else expect(own.getBigInt64(at, true)).toBe(view.getBigInt64(at));
    }
  });
});

test.each([
  ['no WebAssembly', undefined],
  ['no SIMD', { ...WebAssembly, validate: (): boolean => false }],
  [
    'a policy against it',
    {
      validate: (): boolean => true,
      Module: class {
        constructor() {
          throw new WebAssembly.CompileError('refused by a content security policy');
        }
      },
    },
  ],
])('%s: the same bytes by the plain loop', async (_, webAssembly) => {
  vi.resetModules();
  vi.stubGlobal('WebAssembly', webAssembly);
  const without = await import('./swap.ts');
  const memory = without.createPixelMemory(1000);
  expect([memory.length, without.isKernelMemory(memory.buffer)]).toEqual([1000, false]);
  const bytes = counted(3 * PIECE);
  const plain = bytes.slice();
  without.swapToOwn(bytes, 4);
  swapPlain(plain, 4);
  expect(Buffer.compare(bytes, plain)).toBe(0);
});
