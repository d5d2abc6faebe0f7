import { expect, test } from 'vitest';
import reference from '../../fixtures/assignment.json' with { type: 'json' };
import type { Matrix } from '../matrix/matrix.ts';
import { fitPca } from '../pca/pca.ts';
import { type AssignOptions, createAssigner } from './assignPoints.ts';
import { pcaPositions } from './pcaMap.ts';
import { shareBelow } from './shareBelow.ts';

const matrix = (data: readonly number[], cols: number): Matrix => ({
  data: Float64Array.from(data),
  rows: data.length / cols,
  cols,
});
const options: AssignOptions = { algorithm: 'KMEANS', neighbours: 5 };

test('new points go where scikit-learn predicts, with the same distances and neighbours', () => {
  const { points, labels, cols, expected } = reference;
  const clustered = { points: matrix(points, cols), labels: Int32Array.from(labels) };
  const assigner = createAssigner(clustered, matrix(reference.new, cols), options);
  expected.forEach(({ label, distance, shareNearer, neighbours }, row) => {
    const found = assigner.assign(row);
    expect(found.label).toBe(label);
    expect(found.distance).toBeCloseTo(distance, 9);
    expect(found.shareNearer).toBeCloseTo(shareNearer, 12);
    expect(found.neighbours.map((near) => near.row)).toEqual(neighbours.map((near) => near.row));
    found.neighbours.forEach((near, i) => {
      expect(near.distance).toBeCloseTo(neighbours[i]!.distance, 9);
    });
  });
  expect(assigner.assign(expected.length - 1).shareNearer).toBe(1);
});

test('equally near clusters and rows: the lower one; noise is no cluster', () => {
  const clustered = { points: matrix([0, 2, 1, 1], 1), labels: Int32Array.of(3, 5, -1, -1) };
  expect(createAssigner(clustered, matrix([1], 1), { ...options, neighbours: 3 }).assign(0)).toEqual({
    label: 3,
    distance: 1,
    shareNearer: 1,
    neighbours: [
      { row: 2, distance: 0 },
      { row: 3, distance: 0 },
      { row: 0, distance: 1 },
    ],
  });
  expect(createAssigner(clustered, matrix([9], 1), options).assign(0).neighbours).toHaveLength(4);
});

test('a mixture takes a point into the cluster that makes it likeliest, HDBSCAN into that of the nearest member', () => {
  // A wide cluster about 0 and a narrow one about 10; a long one along 20 and a point beside its end.
  const wide = [-6, -3, 0, 3, 6];
  const mixture = {
    points: matrix([...wide, 9.9, 10, 10.1], 1),
    labels: Int32Array.of(0, 0, 0, 0, 0, 1, 1, 1),
  };
  const likeliest = createAssigner(mixture, matrix([8, 10.2], 1), { ...options, algorithm: 'GMM' });
  // 8 is nearer to 10, but 20 of that cluster's standard deviations away.
  expect(likeliest.assign(0)).toMatchObject({ label: 0, distance: expect.closeTo(8 / Math.sqrt(18), 6) });
  expect(likeliest.assign(1).label).toBe(1);

  const line = {
    points: matrix([0, 0, 4, 0, 8, 0, 9, 5, 9, 6, 50, 50], 2),
    labels: Int32Array.of(0, 0, 0, 1, 1, -1),
  };
  const byDensity = createAssigner(line, matrix([9, 1, 49, 50], 2), { ...options, algorithm: 'HDBSCAN' });
  // The middle of cluster 0 is farther than that of cluster 1.
  expect(byDensity.assign(0)).toMatchObject({ label: 0, distance: Math.SQRT2, shareNearer: 0 });
  expect(byDensity.assign(1).label).toBe(1);
});

test('a member that is encoded again is not farther away than itself', () => {
  const members = Float64Array.of(1, 2, 3);
  expect(shareBelow(members, 3 * (1 + 1e-6))).toBe(2 / 3);
  expect(shareBelow(members, 3.1)).toBe(1);
  expect(shareBelow(members, 0)).toBe(0);
});

test('what cannot be assigned is refused', () => {
  const noise = { points: matrix([0, 1], 1), labels: Int32Array.of(-1, -1) };
  expect(() => createAssigner(noise, matrix([1], 1), options)).toThrow(
    expect.objectContaining({ code: 'NO_CLUSTERS' }),
  );
  const clustered = { ...noise, labels: Int32Array.of(0, 1) };
  expect(() => createAssigner(clustered, matrix([Number.NaN], 1), options)).toThrow(
    expect.objectContaining({ code: 'NOT_FINITE' }),
  );
});

test('new points lie on the map where the points beside them do, and on no map that was made otherwise', async () => {
  const points = matrix(reference.points, reference.cols);
  const coordinates = Float32Array.from(
    (await (await fitPca(points, { nComponents: 2 })).transform(points)).data,
  );
  expect(await pcaPositions(points, coordinates, points)).toEqual(coordinates);
  expect(await pcaPositions(points, coordinates, matrix(reference.new, reference.cols))).toHaveLength(20);
  expect(await pcaPositions(points, coordinates.toReversed(), points)).toBeNull();
  expect(await pcaPositions(points, coordinates.subarray(2), points)).toBeNull();
});
