import { expect, test } from 'vitest';
import { type CondensedTreeAnswer, clustersToDraw, departureOf, treeClusters } from './condensedTree.ts';
import { boxPath, footOf, icicle, stepTo } from './icicle.ts';

// Eight samples: #7 leaves as noise, then 0 to 3 and 4 to 6 part; the latter are the same sample three times.
const TREE: CondensedTreeAnswer = {
  rows: 8,
  clusterCount: 3,
  parent: [8, 8, 8, 9, 9, 9, 9, 10, 10, 10],
  child: [7, 9, 10, 0, 1, 2, 3, 4, 5, 6],
  lambda: [1, 2, 2, 3, 3, 5, 5, null, null, null],
  size: [1, 4, 3, 1, 1, 1, 1, 1, 1, 1],
  selected: [9, 10],
};

/** A balanced tree that halves `levels` times at lambdas 1, 2, ...; each leaf holds `leaf` samples. */
function halving(levels: number, leaf: number): CondensedTreeAnswer {
  const rows = 2 ** levels * leaf;
  const edges: [parent: number, child: number, lambda: number, size: number][] = [];
  for (let id = 0; id < 2 ** (levels + 1) - 1; id++) {
    const level = Math.floor(Math.log2(id + 1));
    const size = rows / 2 ** level;
    if (level < levels)
      for (const child of [2 * id + 1, 2 * id + 2])
        edges.push([rows + id, rows + child, level + 1, size / 2]);
    else
      for (let i = 0; i < leaf; i++)
        edges.push([rows + id, (id - 2 ** levels + 1) * leaf + i, level + 1 + i / leaf, 1]);
  }
  return {
    rows,
    clusterCount: 2 ** (levels + 1) - 1,
    parent: edges.map(([parent]) => parent),
    child: edges.map(([, child]) => child),
    lambda: edges.map(([, , lambda]) => lambda),
    size: edges.map(([, , , size]) => size),
    selected: [rows + 1, rows + 2 ** (levels + 1) - 2],
  };
}

test('clusters know their birth, death, size and stability, and which label they are within', () => {
  const clusters = treeClusters(TREE);
  expect(clusters).toMatchObject([
    { id: 0, parent: null, children: [1, 2], size: 8, birth: 0, death: 2, stability: 15, within: null },
    { id: 1, parent: 0, size: 4, birth: 2, death: 5, stability: 8, label: 0, within: 0 },
    { id: 2, parent: 0, size: 3, birth: 2, death: Infinity, stability: Infinity, label: 1, within: 1 },
  ]);
  expect([...clusters[1]!.departures]).toEqual([3, 3, 5, 5]);
  const deep = treeClusters(halving(3, 4));
  expect(deep[3]).toMatchObject({ label: null, within: 0 });
  expect(deep[6]).toMatchObject({ label: null, within: null });
});

test('a sample leaves one cluster at one lambda', () => {
  expect(departureOf(TREE, 7)).toEqual({ cluster: 0, lambda: 1 });
  expect(departureOf(TREE, 2)).toEqual({ cluster: 1, lambda: 5 });
  expect(departureOf(TREE, 5)).toEqual({ cluster: 2, lambda: Infinity });
  expect(departureOf(TREE, 8)).toBeNull();
});

test('the area of a box is the stability of its cluster', () => {
  const clusters = treeClusters(halving(3, 5));
  for (const { cluster, steps } of icicle(clusters, clusters)) {
    const ends = [...steps.slice(1).map(({ lambda }) => lambda), cluster.death];
    const area = steps.reduce((sum, { lambda, width }, i) => sum + width * (ends[i]! - lambda), 0);
    expect(area).toBeCloseTo(cluster.stability, 9);
  }
});

test('children stand side by side within their parent, which narrows about its middle', () => {
  const clusters = treeClusters(TREE);
  const [root, left, right] = icicle(clusters, clusters);
  expect(root).toMatchObject({ middle: 4, steps: [{ width: 8 }, { lambda: 1, width: 7 }] });
  // The seven that are left lie from .5 to 7.5.
  expect([left!.middle, right!.middle]).toEqual([2.5, 6]);
  expect(footOf(clusters)).toBe(5);
  const scale = { x: (samples: number) => samples * 10, y: (lambda: number) => lambda * 10, foot: 5 };
  expect(boxPath(root!, scale)).toBe(
    'M80.0 0.0L80.0 10.0L75.0 10.0L75.0 20.0L5.0 20.0L5.0 10.0L0.0 10.0L0.0 0.0Z',
  );
  // What never ends reaches to the foot.
  expect(boxPath(right!, scale)).toContain('50.0');
});

test('few clusters of many are drawn: those selected and their ancestors, then the largest, none without its parent', () => {
  const clusters = treeClusters(halving(12, 8));
  const drawn = clustersToDraw(clusters, 100);
  expect(drawn).toHaveLength(100);
  const ids = new Set(drawn.map(({ id }) => id));
  expect([1, 8190].every((id) => ids.has(id))).toBe(true);
  expect(drawn.every(({ parent }) => parent === null || ids.has(parent))).toBe(true);
  expect(drawn.map(({ id }) => id)).toEqual([...ids].sort((a, b) => a - b));
  expect(icicle(drawn, clusters).every(({ steps }) => steps.length <= 41)).toBe(true);
  expect(clustersToDraw(clusters, 2).map(({ id }) => id)).toEqual([0, 1]);
});

test('a cluster whose samples leave one after another is drawn in few steps that end with the last', () => {
  const rows = 1000;
  const edges = Array.from({ length: rows }, (_, i) => i);
  const [box] = [
    treeClusters({
      rows,
      clusterCount: 1,
      parent: edges.map(() => rows),
      child: edges,
      lambda: edges.map((i) => i + 1),
      size: edges.map(() => 1),
      selected: [],
    }),
  ].map((clusters) => icicle(clusters, clusters)[0]!);
  expect(box!.steps).toHaveLength(41);
  expect(box!.steps.at(-1)).toEqual({ lambda: 1000, width: 0 });
});

test('arrows lead up, down and aside, and stay within what is drawn', () => {
  const clusters = treeClusters(TREE);
  const [root, left, right] = clusters;
  expect(stepTo(clusters, root!, 'ArrowDown')).toBe(left);
  expect(stepTo(clusters, left!, 'ArrowRight')).toBe(right);
  expect(stepTo(clusters, right!, 'ArrowRight')).toBeNull();
  expect(stepTo(clusters, right!, 'ArrowUp')).toBe(root);
  expect(stepTo(clusters, right!, 'Home')).toBe(root);
  expect(stepTo([root!], root!, 'ArrowDown')).toBeNull();
});
