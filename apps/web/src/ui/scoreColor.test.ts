import { expect, test } from 'vitest';
import { inkOnScore, scoreColor } from './scoreColor.ts';

test('from the darkest to the brightest, with ink that can be read on it', () => {
  expect([scoreColor(0), scoreColor(1), scoreColor(2)]).toEqual([
    'rgb(0 34 78)',
    'rgb(254 232 56)',
    'rgb(254 232 56)',
  ]);
  expect([inkOnScore(0), inkOnScore(1)]).toEqual(['#ffffff', '#000000']);
});
