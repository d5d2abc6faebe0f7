import { expect, test } from 'vitest';
import { z } from 'zod';
import { problemsOf } from './problem.ts';

const schema = z.strictObject({ nClusters: z.int().min(2).optional(), isQuick: z.boolean().optional() });
const problems = (input: unknown) => problemsOf(schema.safeParse(input).error!, ['params']);

test('a name that scikit-learn would write is told in camelCase, any other is left out', () => {
  expect(problems({ n_clusters: 3, kind: 'x' })).toEqual([
    {
      code: 'UNKNOWN_PARAMETER',
      message: 'There is no parameter "n_clusters"; names are in camelCase here: try nClusters.',
      path: ['params', 'n_clusters'],
    },
    {
      code: 'UNKNOWN_PARAMETER',
      message: 'There is no parameter "kind"; leave it out.',
      path: ['params', 'kind'],
    },
  ]);
});

test.each([
  [{ nClusters: '3' }, 'WRONG_TYPE', 'nClusters must be a number.'],
  [{ nClusters: 2.5 }, 'WRONG_TYPE', 'nClusters must be a whole number.'],
  [{ nClusters: 1 }, 'TOO_SMALL', 'nClusters must be at least 2.'],
  [{ isQuick: 1 }, 'WRONG_TYPE', 'isQuick must be true or false.'],
  [[], 'WRONG_TYPE', 'params must be an object.'],
])('%j is refused in words', (input, code, message) => {
  expect(problems(input)).toEqual([expect.objectContaining({ code, message })]);
});
