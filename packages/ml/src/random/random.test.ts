import { expect, test, vi } from 'vitest';
import { createRandom, restoreRandom } from './random.ts';

test('the stream of a seed is pinned', () => {
  const random = restoreRandom({ words: [1, 2, 3, 4], spareNormal: null });
  // The first outputs of the reference implementation in C for the state 1, 2, 3, 4.
  expect([0, 1, 2, 3].map(() => random.next() * 4294967296)).toEqual([11520, 0, 5927040, 70819200]);
});

test('equal seeds give equal streams, others do not, and Math.random is never asked', () => {
  vi.spyOn(Math, 'random').mockImplementation(() => {
    throw new Error('Math.random');
  });
  const draw = (seed: number) => {
    const random = createRandom(seed);
    return [random.next(), random.int(7), random.normal(), ...random.shuffle([1, 2, 3, 4, 5, 6, 7, 8])];
  };
  expect(draw(3)).toEqual(draw(3));
  expect(draw(3)).not.toEqual(draw(4));
  vi.restoreAllMocks();
});

test('a restored stream goes on where it was, with its spare normal', () => {
  const random = createRandom(1);
  random.normal();
  const copy = restoreRandom(JSON.parse(JSON.stringify(random.state())));
  expect([copy.normal(), copy.next(), copy.normal()]).toEqual([
    random.normal(),
    random.next(),
    random.normal(),
  ]);
});

test('integers are even, normals have mean 0 and variance 1', () => {
  const random = createRandom(5);
  const counts = new Array<number>(6).fill(0);
  for (let i = 0; i < 60_000; i++) counts[random.int(6)]! += 1;
  for (const count of counts) expect(Math.abs(count - 10_000)).toBeLessThan(400);
  let sum = 0;
  let squares = 0;
  for (let i = 0; i < 50_000; i++) {
    const x = random.normal();
    sum += x;
    squares += x * x;
  }
  expect(Math.abs(sum / 50_000)).toBeLessThan(0.02);
  expect(Math.abs(squares / 50_000 - 1)).toBeLessThan(0.03);
});

test.each([0, -1, 1.5, Number.NaN, 2 ** 33])('there is no integer in [0, %d)', (n) => {
  expect(() => createRandom(1).int(n)).toThrow(RangeError);
});
