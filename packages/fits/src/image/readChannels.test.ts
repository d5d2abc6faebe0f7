import { describe, expect, test } from 'vitest';
import {
  type ByteSource,
  bytesSource,
  chooseImage,
  createPixelMemory,
  openFits,
  readChannels,
  readImage,
  type WritableHdu,
  writeFits,
} from '../index.ts';

const counting = (n: number) => Float32Array.from({ length: n }, (_, i) => i);

/** As toEqual, which takes seconds for so many numbers. */
function expectSame(ours: ArrayBufferView, theirs: ArrayBufferView): void {
  const bytes = ({ buffer, byteOffset, byteLength }: ArrayBufferView) =>
    Buffer.from(buffer, byteOffset, byteLength);
  expect([ours.constructor.name, Buffer.compare(bytes(ours), bytes(theirs))]).toEqual([
    theirs.constructor.name,
    0,
  ]);
}

/** A source that notes what is asked of it: as one in memory, as a file, or as one that only gives pieces. */
function noting(bytes: Uint8Array, kind: 'sync' | 'into' | 'read') {
  const asked: [offset: number, length: number][] = [];
  const copy = (offset: number, target: Uint8Array) => {
    asked.push([offset, target.length]);
    target.set(bytes.subarray(offset, offset + target.length));
  };
  const source: ByteSource = {
    size: bytes.length,
    async read(offset, length) {
      asked.push([offset, length]);
      return bytes.subarray(offset, offset + length);
    },
    ...(kind === 'sync' && { readIntoSync: copy }),
    ...(kind === 'into' && { readInto: async (offset, target) => copy(offset, target) }),
  };
  return { source, asked };
}

describe.each(['sync', 'into', 'read'] as const)('from a source that can %s', (kind) => {
  const write = async (hdu: WritableHdu) => {
    const { source, asked } = noting(writeFits([hdu]), kind);
    const file = await openFits(source);
    const { dataOffset } = file.hdus[0]!;
    asked.length = 0;
    return { source, file, asked, dataOffset };
  };

  test('chosen planes are read and no others', async () => {
    for (const data of [counting(4 * 300 * 200), Int16Array.from(counting(4 * 300 * 200))]) {
      const { source, file, asked, dataOffset } = await write({ shape: [4, 300, 200], data });
      const planes = await readChannels(source, file, chooseImage(file, { planes: [2] }));
      expectSame(planes.data, Float32Array.from(data.subarray(120_000, 180_000)));
      const width = data.BYTES_PER_ELEMENT;
      for (const [offset, length] of asked) {
        expect(offset).toBeGreaterThanOrEqual(dataOffset + 120_000 * width);
        expect(offset + length).toBeLessThanOrEqual(dataOffset + 180_000 * width);
      }
    }
  });

  test('an image of many pieces, in every type', async () => {
    const n = 3 * 201 * 107;
    for (const data of [
      Uint8Array.from({ length: n }, (_, i) => i),
      Int16Array.from({ length: n }, (_, i) => i),
      Int32Array.from({ length: n }, (_, i) => i * 9973),
      BigInt64Array.from({ length: n }, (_, i) => BigInt(i) << 30n),
      Float32Array.from({ length: n }, (_, i) => i / 7),
      Float64Array.from({ length: n }, (_, i) => i / 7),
    ]) {
      const { source, file } = await write({ shape: [3, 201, 107], data });
      const image = await readImage(source, file.hdus[0]!);
      expectSame(image.data, data);
      const { data: single } = await readChannels(source, file, chooseImage(file));
      expectSame(single, Float32Array.from(data, Number));
      const memory = createPixelMemory(n + 5);
      memory.fill(-1);
      const { data: view } = await readChannels(source, file, chooseImage(file), { target: memory });
      expect(view.buffer).toBe(memory.buffer);
      expectSame(view, single);
      expect([...memory.subarray(n)]).toEqual([-1, -1, -1, -1, -1]);
    }
  });

  test.each([
    [[201, 107, 3], 2],
    [[201, 3, 107], 1],
    [[1, 201, 3, 107], 2],
    [[201, 107, 3, 1], 2],
    [[4, 3, 14_000], 1],
  ])('channels within %j: axis %i', async (shape, channelAxis) => {
    const all = counting(shape.reduce((a, b) => a * b));
    const after = shape.slice(channelAxis + 1).reduce((a, b) => a * b, 1);
    for (const data of [all, Int32Array.from(all)]) {
      const { source, file } = await write({ shape, data });
      const choice = chooseImage(file, { channelAxis, planes: [2, 0, 2] });
      const pixels = await readChannels(source, file, choice);
      const plane = (p: number) => all.filter((_, i) => Math.floor(i / after) % 3 === p);
      const area = all.length / 3;
      expectSame(pixels.data.subarray(0, area), plane(2));
      expectSame(pixels.data.subarray(area, 2 * area), plane(0));
      expectSame(pixels.data.subarray(2 * area), plane(2));
    }
  });
});

test('more than is asked of a source at once', async () => {
  const data = counting(1_100_000);
  const { source, asked } = noting(writeFits([{ shape: [1100, 1000], data }]), 'read');
  const file = await openFits(source);
  asked.length = 0;
  expectSame((await readImage(source, file.hdus[0]!)).data, data);
  expect(asked.map(([, length]) => length)).toEqual([4 * 2 ** 20, 4_400_000 - 4 * 2 ** 20]);
});

test('a target that is too small, and planes wished for too often, are refused', async () => {
  const source = bytesSource(writeFits([{ shape: [2, 3, 4], data: counting(24) }]));
  const file = await openFits(source);
  const choice = chooseImage(file);
  await expect(readChannels(source, file, choice, { target: new Float32Array(23) })).rejects.toThrow(
    RangeError,
  );
  const often = chooseImage(file, { planes: Array<number>(100).fill(1) });
  await expect(readChannels(source, file, often, { maxBytes: 4000 })).rejects.toMatchObject({
    code: 'TOO_LARGE',
    hdu: 0,
  });
});

test('a source that gives less than it was asked for is found out', async () => {
  const bytes = writeFits([{ shape: [2, 3], data: Int16Array.of(1, 2, 3, 4, 5, 6) }]);
  const file = await openFits(bytesSource(bytes));
  const short: ByteSource = { size: bytes.length, read: async () => bytes.subarray(0, 5) };
  await expect(readImage(short, file.hdus[0]!)).rejects.toThrow('gave 5 bytes from 2880');
});
