import { expect, test, vi } from 'vitest';
import digits from '../../fixtures/digits.json' with { type: 'json' };
import type { Matrix } from '../matrix/matrix.ts';
import { umapParams } from '../params/umap.ts';
import { createRandom } from '../random/random.ts';
import { trustworthiness } from '../scores/neighbourhoods.ts';
import { fitUmap } from './umap.ts';

const someDigits = (rows: number): Matrix<Float64Array> => ({
  data: Float64Array.from(digits.data.slice(0, rows * digits.cols)),
  rows,
  cols: digits.cols,
});
const random = () => createRandom(7);

test('digits lie beside digits that look like them', async () => {
  const points = someDigits(500);
  const { coordinates, epochs } = await fitUmap(points, umapParams.parse({}), { random: random() });
  expect((await trustworthiness(points, coordinates, 12)).value).toBeGreaterThan(0.96);
  expect(epochs).toBe(500);
}, 60_000);

test('the same seed gives the same bytes, without Math.random', async () => {
  vi.spyOn(Math, 'random').mockImplementation(() => {
    throw new Error('Math.random');
  });
  const fit = () => fitUmap(someDigits(60), umapParams.parse({ nEpochs: 20 }), { random: random() });
  expect((await fit()).coordinates).toEqual((await fit()).coordinates);
  vi.restoreAllMocks();
});

test('repeated samples have finite places; too few are refused; an abort ends it', async () => {
  const data = Float64Array.from({ length: 40 }, (_, i) => i % 4);
  const { coordinates } = await fitUmap({ data, rows: 20, cols: 2 }, umapParams.parse({ nNeighbors: 5 }), {
    random: random(),
  });
  expect([...coordinates.data].every(Number.isFinite)).toBe(true);
  await expect(fitUmap(someDigits(15), umapParams.parse({}), { random: random() })).rejects.toMatchObject({
    code: 'TOO_FEW_SAMPLES',
  });
  const signal = AbortSignal.abort(new Error('enough'));
  await expect(fitUmap(someDigits(50), umapParams.parse({}), { random: random(), signal })).rejects.toThrow(
    'enough',
  );
});

test('every epoch is reported, and an abort is heard between two', async () => {
  const stop = new AbortController();
  const epochs: number[] = [];
  const fit = fitUmap(someDigits(80), umapParams.parse({ nEpochs: 50 }), {
    random: random(),
    signal: stop.signal,
    onProgress({ epoch, nEpochs }) {
      expect(nEpochs).toBe(50);
      epochs.push(epoch);
      if (epoch === 3) stop.abort(new Error('enough'));
    },
  });
  await expect(fit).rejects.toThrow('enough');
  expect(epochs).toEqual([1, 2, 3]);
});
