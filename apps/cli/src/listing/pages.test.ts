import { expect, test } from 'vitest';
import { collect } from './pages.ts';

const ALL = Array.from({ length: 250 }, (_, i) => i);
const asked: number[] = [];
const page = async (first: number, after: string | null) => {
  asked.push(first);
  const from = after === null ? 0 : Number(after) + 1;
  const nodes = ALL.slice(from, from + first);
  return {
    edges: nodes.map((node) => ({ node })),
    pageInfo: { hasNextPage: from + first < ALL.length, endCursor: String(nodes.at(-1)) },
  };
};

test.each<[number | undefined, number, boolean, number[]]>([
  [undefined, 250, false, [100, 100, 100]],
  [120, 120, true, [100, 20]],
  [250, 250, false, [100, 100, 50]],
  [300, 250, false, [100, 100, 100]],
  [1, 1, true, [1]],
])('a limit of %s gives %i', async (limit, count, hasMore, pages) => {
  asked.length = 0;
  expect(await collect(page, limit)).toEqual({ nodes: ALL.slice(0, count), hasMore });
  expect(asked).toEqual(pages);
});

test('a list that is not there is empty', async () => {
  expect(await collect(async () => null)).toEqual({ nodes: [], hasMore: false });
});
