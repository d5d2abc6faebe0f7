import { describe, expect, test } from 'vitest';
import fromR from '../../fixtures/dbscan.json' with { type: 'json' };
import reference from '../../fixtures/hdbscan.json' with { type: 'json' };
import type { Matrix } from '../matrix/matrix.ts';
import { createRandom } from '../random/random.ts';
import { dbcv } from './dbcv.ts';

const matrix = (data: number[], rows: number): Matrix<Float64Array> => ({
  data: Float64Array.from(data),
  rows,
  cols: data.length / rows,
});

describe.each(reference.cases)('as from matrices: $name', ({ data, rows, runs }) => {
  const scored: { params: object; labels: number[]; dbcv: number | null; packageDbcv: number | null }[] =
    runs;
  test.each(scored)('$params', async ({ labels, dbcv: theirs, packageDbcv }) => {
    const mine = await dbcv(matrix(data, rows), labels);
    if (theirs === null) expect(mine).toBeNull();
    else {
      expect(mine!.value).toBeCloseTo(theirs, 8);
      // It picks other parents among equally near ones.
      expect(Math.abs(mine!.value - packageDbcv!)).toBeLessThan(0.1);
    }
  });
});

describe.each(fromR.cases)('as R: $name', ({ data, rows, runs }) => {
  const scored = runs.filter((run) => run.dbcv !== null);
  test.each(scored)('minPts $minPts', async ({ labels, dbcv: theirs }) => {
    const mine = (await dbcv(matrix(data, rows), labels))!;
    expect(mine.value).toBeCloseTo(theirs!.value, 12);
    // Theirs are in the order in which clusters appear, ours in that of the labels 0, 1, ...
    const appearing = [...new Set(labels.filter((label) => label >= 0))];
    expect(appearing.map((label) => mine.perCluster[label])).toEqual(
      theirs!.perCluster.map((value) => expect.closeTo(value, 12)),
    );
  });
});

test('many columns neither overflow nor vanish', async () => {
  const draw = createRandom(2);
  const data = Array.from({ length: 40 * 512 }, (_, at) => (Math.floor(at / 512) % 2) * 300 + draw.normal());
  const labels = Array.from({ length: 40 }, (_, i) => i % 2);
  const score = await dbcv(matrix(data, 40), labels);
  expect(score!.value).toBeGreaterThan(0.9);
  expect(score!.perCluster).toHaveLength(2);
});

test('scaling the data changes nothing; noise takes from the score; singletons are scored', async () => {
  const { data, rows, runs } = reference.cases[0]!;
  const { labels } = runs[0]!;
  const plain = await dbcv(matrix(data, rows), labels);
  const scaled = await dbcv(
    matrix(
      data.map((value) => 7 * value),
      rows,
    ),
    labels,
  );
  expect(scaled!.value).toBeCloseTo(plain!.value, 9);
  const four = matrix([0, 0.1, 5, 9], 4);
  expect((await dbcv(four, [0, 0, 1, 1]))!.value).toBeGreaterThan(
    (await dbcv(four, [0, 0, 1, -1]))!.value - 1,
  );
  expect(await dbcv(four, [0, 0, 0, 0])).toBeNull();
});
