import { expect, test } from 'vitest';
import { readPanelState } from './panelState.ts';

const experiment = { checkpoints: [1, 5, 20], channels: [0, 3], latentSize: 8 };
const read = (query: string) => readPanelState(new URLSearchParams(query), experiment);

test('the address says what is looked at', () => {
  expect(read('')).toEqual({ epoch: null, worstFirst: true, place: 0, dimension: null });
  expect(read('epoch=5&order=best&channel=3&dimension=7')).toEqual({
    epoch: 5,
    worstFirst: false,
    place: 1,
    dimension: 7,
  });
});

test('what cannot be is left out', () => {
  const usual = read('');
  expect(read('epoch=6&channel=1&dimension=8')).toEqual(usual);
  expect(read('epoch=-1&order=luck&channel=x&dimension=1.5')).toEqual(usual);
});
