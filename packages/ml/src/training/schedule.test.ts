import { expect, test } from 'vitest';
import { hasRunOut, type Improvement, improve, noImprovement } from './improvement.ts';
import { klWeightAt, learningRateAt } from './schedule.ts';

const at = (step: number) => ({ step, stepsPerEpoch: 10, epochs: 20 });
const rate = (
  schedule: 'CONSTANT' | 'COSINE' | 'PLATEAU',
  warmupEpochs: number,
  step: number,
  rateFactor = 1,
) => learningRateAt({ schedule, warmupEpochs }, at(step), { learningRate: 0.4, rateFactor });

test('a constant rate stays, after its warm-up', () => {
  expect([0, 57, 199].map((step) => rate('CONSTANT', 0, step))).toEqual([0.4, 0.4, 0.4]);
  const warmup = Array.from({ length: 22 }, (_, step) => rate('CONSTANT', 2, step));
  expect(warmup[0]).toBeCloseTo(0.4 / 21, 12);
  for (let step = 1; step <= 20; step++) expect(warmup[step]! - warmup[step - 1]!).toBeCloseTo(0.4 / 21, 12);
  expect(warmup[21]).toBe(0.4);
});

test('a cosine falls from the rate to 0', () => {
  expect(rate('COSINE', 0, 0)).toBe(0.4);
  expect(rate('COSINE', 0, 100)).toBeCloseTo(0.2, 12);
  expect(rate('COSINE', 0, 50)).toBeCloseTo(0.2 * (1 + Math.SQRT1_2), 12);
  expect(rate('COSINE', 0, 200)).toBeCloseTo(0, 12);
  expect(rate('COSINE', 4, 40)).toBe(0.4);
  expect(rate('COSINE', 4, 120)).toBeCloseTo(0.2, 12);
  // A warm-up longer than the training never ends.
  expect(rate('COSINE', 99, 199)).toBeCloseTo((0.4 * 200) / 201, 12);
});

test('a plateau is halved after five epochs without improvement', () => {
  const losses = [1, 0.5, 0.5, 0.49999, 0.6, 0.6, 0.6, 0.6, 0.4, 0.4];
  let state: Improvement = noImprovement;
  const factors = losses.map((loss, i) => {
    state = improve(state, i + 1, loss, { schedule: 'PLATEAU' });
    return state.rateFactor;
  });
  expect(factors).toEqual([1, 1, 1, 1, 1, 1, 0.5, 0.5, 0.5, 0.5]);
  expect(state.best).toEqual({ epoch: 9, loss: 0.4 });
  expect(rate('PLATEAU', 0, 30, 0.5)).toBe(0.2);
  expect(rate('CONSTANT', 0, 30, 0.5)).toBe(0.4);
});

test('patience counts from the best epoch', () => {
  const state: Improvement = { best: { epoch: 3, loss: 1 }, rateFactor: 1, waited: 0 };
  expect([3, 6, 7, 8].map((epoch) => hasRunOut(state, epoch, 4))).toEqual([false, false, true, true]);
  expect(hasRunOut(state, 1000, null)).toBe(false);
  expect(hasRunOut(noImprovement, 1000, 1)).toBe(false);
});

test('the weight of the divergence rises over its warm-up', () => {
  expect([0, 10, 20, 30].map((step) => klWeightAt(0.5, 2, at(step)))).toEqual([0, 0.25, 0.5, 0.5]);
  expect(klWeightAt(0.5, 0, at(0))).toBe(0.5);
});
