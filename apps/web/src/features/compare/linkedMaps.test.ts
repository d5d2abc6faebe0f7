import { expect, test } from 'vitest';
import { CLUSTER_COLORS, NOISE_COLOR } from '../../ui/palette.ts';
import { coloringOf, mapPoints, mappedNumbers, projectionKinds } from './linkedMaps.ts';

test('maps are those that the address names, six at most', () => {
  const numbers = [3, 1, 4, 15, 9, 2, 6];
  expect(mappedNumbers(null, numbers)).toEqual([3, 1, 4, 15, 9, 2]);
  expect(mappedNumbers('E-6,E-3,E-99', numbers)).toEqual([6, 3]);
  expect(mappedNumbers('E-99', numbers)).toHaveLength(6);
});

test('one experiment colours all maps, or each its own', () => {
  expect([null, 'E-4', 'E-9', 'own'].map((text) => coloringOf(text, [3, 4]))).toEqual([3, 4, 3, null]);
  expect(coloringOf(null, [])).toBeNull();
});

test('projections are told once', () => {
  const experiments = [
    { projections: [{ kind: 'PCA' }] },
    { projections: [{ kind: 'PCA' }, { kind: 'TSNE' }] },
  ];
  expect(projectionKinds(experiments)).toEqual(['PCA', 'TSNE']);
});

test('points have the colours of their clusters; one cluster and one sample may stand out', () => {
  const coordinates = Float32Array.of(0, 0, 1, 1, 2, 2);
  const choices = {
    labels: Int32Array.of(1, -1, 0),
    cluster: null,
    chosen: null,
    selected: Uint32Array.of(2),
  };
  const points = mapPoints(coordinates, choices);
  const colors = (map: typeof points) => [...map.codes].map((code) => map.palette[code]);
  expect(points.selected).toEqual(Uint32Array.of(2));
  expect(colors(points)).toEqual([CLUSTER_COLORS[1], NOISE_COLOR, CLUSTER_COLORS[0]]);
  expect(points.hollow).toEqual([false, true, false]);
  expect(points).not.toHaveProperty('faded');
  expect(points).not.toHaveProperty('chosen');
  expect(mapPoints(coordinates, { ...choices, cluster: 0, chosen: 1 })).toMatchObject({
    faded: [true, true, false],
    chosen: { index: 1, joined: [] },
  });
  // A sample of a longer version, and a map without clusters.
  const plain = mapPoints(coordinates, { ...choices, labels: null, cluster: 0, chosen: 3 });
  expect(colors(plain)).toEqual([NOISE_COLOR, NOISE_COLOR, NOISE_COLOR]);
  expect(plain).not.toHaveProperty('faded');
  expect(plain).not.toHaveProperty('chosen');
});
