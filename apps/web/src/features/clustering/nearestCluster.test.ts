import { expect, test } from 'vitest';
import { nearestOtherCluster } from './nearestCluster.ts';

// On a line: cluster 0 about 0, cluster 1 about 10, cluster 2 about -20; #6 is noise beside cluster 0.
const DATA = {
  latents: [0, 1, 10, 12, -20, -21, 0.5],
  cols: 1,
  labels: [0, 0, 1, 1, 2, 2, -1],
};

test('the nearest other cluster is the one of the least mean distance; noise is none', () => {
  expect(nearestOtherCluster(DATA, 0)).toBe(1);
  expect(nearestOtherCluster(DATA, 2)).toBe(0);
  expect(nearestOtherCluster(DATA, 4)).toBe(0);
  expect(nearestOtherCluster(DATA, 6)).toBe(0);
});

test('there is none where all are of one cluster', () => {
  expect(nearestOtherCluster({ latents: [0, 1], cols: 1, labels: [0, 0] }, 0)).toBeNull();
});

test('distances are over all dimensions', () => {
  const latents = [0, 0, 3, 4, 4.5, 0];
  expect(nearestOtherCluster({ latents, cols: 2, labels: [0, 1, 2] }, 0)).toBe(2);
});
