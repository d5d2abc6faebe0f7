import { expect, test } from 'vitest';
import { moverGroups } from './moverGroups.ts';

test('those who went the same way are together, the most first', () => {
  const move = (index: number, from: number, to: number) => ({
    index,
    from: { label: from },
    to: { label: to },
  });
  const groups = moverGroups([move(1, 0, -1), move(4, 1, 2), move(5, 0, 2), move(9, 1, 2)]);
  expect(groups.map(({ from, to, movers }) => [from, to, movers.map(({ index }) => index)])).toEqual([
    [1, 2, [4, 9]],
    [0, -1, [1]],
    [0, 2, [5]],
  ]);
});
