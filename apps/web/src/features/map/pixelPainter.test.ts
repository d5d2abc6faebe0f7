import { expect, test } from 'vitest';
import { isPixel, makeStamp, packColor, pointPainter, writePixels } from './pixelPainter.ts';

const VIEW = {
  viewport: { centerX: 0, centerY: 0, scaleX: 1, scaleY: 1 },
  size: { width: 20, height: 20 },
  ratio: 1,
};

function painted(radius: number, at: readonly [number, number]) {
  const ground = { width: 20, height: 20, pixels: new Int32Array(400) };
  const points = {
    coordinates: Float32Array.from(at),
    colors: Int32Array.of(packColor('#102030', 1)),
    codes: new Uint16Array(1),
  };
  pointPainter(ground, points, VIEW)(0, makeStamp(radius, 'DISC'), false);
  return new Uint8Array(ground.pixels.buffer);
}

test('a point of one pixel is that pixel in its colour, y upwards', () => {
  const bytes = painted(0.5, [3.5, 4.5]);
  const at = (5 * 20 + 13) * 4;
  expect([...bytes.subarray(at, at + 4)]).toEqual([0x10, 0x20, 0x30, 255]);
  expect(bytes.filter((byte) => byte > 0)).toHaveLength(4);
});

test('a disc is whole in the middle and soft at its edge, and is cut off where the ground ends', () => {
  const inner = painted(3, [0.5, 0.5]);
  const opacities = inner.filter((_, i) => i % 4 === 3);
  expect(opacities.reduce((sum, opacity) => sum + opacity / 255, 0)).toBeCloseTo(Math.PI * 9, 0);
  expect(opacities.some((opacity) => opacity > 0 && opacity < 255)).toBe(true);
  expect(() => painted(3, [-10, 10])).not.toThrow();
  expect(painted(3, [-30, 10]).every((byte) => byte === 0)).toBe(true);
});

test('a ring is hollow, and a broken one has gaps', () => {
  const ring = makeStamp(4, 'RING');
  const isMiddle = (i: number) => ring.dx[i] === 0 && ring.dy[i] === 0;
  expect(ring.cover.every((_, i) => !isMiddle(i))).toBe(true);
  const sum = (shape: 'RING' | 'BROKEN_RING') =>
    makeStamp(4, shape).cover.reduce((all, cover) => all + cover, 0);
  expect(sum('BROKEN_RING') / sum('RING')).toBeCloseTo(0.62, 1);
});

test('a colour that is none is refused', () => {
  expect(packColor('#ff8000', 0.5)).toBe(0x800080ff | 0);
  expect(() => packColor('red', 1)).toThrow('red is no colour');
});

test('what stands back lies beneath what is there, and over what is not', () => {
  const ground = { width: 20, height: 20, pixels: new Int32Array(400) };
  const points = {
    coordinates: Float32Array.of(3.5, 4.5, -3.5, 4.5),
    colors: Int32Array.of(packColor('#102030', 1)),
    codes: new Uint16Array(2),
  };
  const [at, beside] = [5 * 20 + 13, 5 * 20 + 6];
  ground.pixels[at] = packColor('#ff0000', 1);
  const paint = pointPainter(ground, points, VIEW);
  for (const index of [0, 1]) paint(index, makeStamp(0.5, 'DISC'), true);
  expect(ground.pixels[at]).toBe(packColor('#ff0000', 1));
  expect(ground.pixels[beside]).toBe(packColor('#102030', 1));
});

test('a colour that covers half a pixel is mixed with what is there', () => {
  const ground = { width: 1, height: 1, pixels: Int32Array.of(packColor('#ff0000', 1)) };
  const points = {
    coordinates: Float32Array.of(0, 0),
    colors: Int32Array.of(packColor('#0000ff', 1)),
    codes: new Uint16Array(1),
  };
  const half = { dx: new Int8Array(1), dy: new Int8Array(1), cover: Uint8Array.of(128) };
  pointPainter(ground, points, { ...VIEW, size: { width: 1, height: 1 } })(0, half, false);
  const bytes = [...new Uint8Array(ground.pixels.buffer)];
  expect(bytes).toEqual([127, 0, 127, 255]);
});

test('points of a pixel each that are written at once are those that are painted one by one', () => {
  // A third of them beside the ground.
  const coordinates = Float32Array.from({ length: 4000 }, (_, i) => 16 * Math.sin(i * 12.9898));
  const codes = Uint16Array.from({ length: 2000 }, (_, i) => i % 3);
  const others = Uint8Array.from({ length: 2000 }, (_, i) => Number(i % 5 === 0));
  const colorsOf = (opacity: number) =>
    Int32Array.from(['#ff0000', '#00ff00', '#0000ff'], (color) => packColor(color, opacity));
  const stamp = makeStamp(0.5, 'DISC');
  expect([isPixel(stamp), isPixel(makeStamp(1, 'DISC'))]).toEqual([true, false]);
  for (const indexes of [null, Uint32Array.from({ length: 500 }, (_, i) => i * 2)]) {
    const [written, painted] = [0, 1].map(() => ({ width: 20, height: 20, pixels: new Int32Array(400) }));
    const points = { coordinates, codes, colors: colorsOf(0.85) };
    const [usual, other] = [points, { ...points, colors: colorsOf(0.6) }].map((each) =>
      pointPainter(painted!, each, VIEW),
    );
    for (const index of indexes ?? codes.keys()) (others[index] ? other! : usual!)(index, stamp, false);
    const count = indexes?.length ?? codes.length;
    writePixels(written!, points, VIEW, { indexes, count, others, otherColors: colorsOf(0.6) });
    expect(written!.pixels).toEqual(painted!.pixels);
    expect(new Set(written!.pixels).size).toBeGreaterThan(4);
  }
});
