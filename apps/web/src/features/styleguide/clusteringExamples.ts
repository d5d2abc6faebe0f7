import type { CondensedTreeAnswer } from '../clustering/condensedTree.ts';
import type { SampleView } from '../clustering/samples.ts';
import type { Stability } from '../clustering/stability.ts';

const SIZES = [18, 12, 8];
const COUNT = 40;

/** Forty samples: three clusters, and two of noise. */
export const LABELS = [...SIZES.flatMap((size, label) => Array<number>(size).fill(label)), -1, -1];

/** Where a sample stands in its cluster: 0 the middle, 1 the border. */
const PLACES = SIZES.flatMap((size) => Array.from({ length: size }, (_, i) => i / (size - 1)));

export const SILHOUETTES = [
  ...PLACES.map((place, i) => 0.8 - 0.3 * LABELS[i]! - 0.7 * place ** 2),
  Number.NaN,
  Number.NaN,
];

const STAYS = [...PLACES.map((place) => 1 - 0.6 * place ** 3), Number.NaN, Number.NaN];

export const CLUSTERS = [
  { label: -1, isNoise: true },
  { label: 0, isNoise: false },
  { label: 1, isNoise: false },
  { label: 2, isNoise: false },
];

const knownBy = (stabilities: readonly number[]) => (label: number) => stabilities[label] ?? null;
export const BOOTSTRAPS: Stability = { stays: STAYS, ofCluster: knownBy([0.91, 0.78, 0.54]), overall: 0.79 };
export const SEEDS: Stability = {
  stays: STAYS.map((stays) => Math.min(1, stays + 0.3)),
  ofCluster: knownBy([1, 0.94, 0.81]),
  overall: 0.88,
};

/** (samples, 3): the farther out, the more of the next cluster. */
export const RESPONSIBILITIES = PLACES.flatMap((place, i) => {
  const other = 0.47 * place ** 3;
  return [0, 1, 2].map((component) =>
    component === LABELS[i] ? 1 - other - 0.01 : component === (LABELS[i]! + 1) % 3 ? other : 0.01,
  );
});

/** (samples, 1), which lie by their clusters along a line. */
export const LATENTS = { data: LABELS.map((label, i) => label * 10 + (PLACES[i] ?? 0)), cols: 1 };

/** Noise first, then #0 to #17 from the others, then those in two; the largest cluster splits once more. */
export const TREE: CondensedTreeAnswer = treeOf([
  { parent: null, birth: 0, own: [38, 39], leaves: [0.4, 0.7] },
  { parent: 0, birth: 1, own: [0, 1, 2, 3], leaves: [1.6, 1.9, 2.2, 2.5] },
  { parent: 0, birth: 1, own: [], leaves: [] },
  { parent: 2, birth: 1.5, own: range(18, 30), leaves: [2, 2.4, 2.8, 3.1, 3.4] },
  { parent: 2, birth: 1.5, own: range(30, 38), leaves: [1.8, 2.1, 2.6] },
  { parent: 1, birth: 2.6, own: range(4, 11), leaves: [3, 3.3, 3.6] },
  { parent: 1, birth: 2.6, own: range(11, 18), leaves: [2.9, 3.1] },
]);

interface Branch {
  parent: number | null;
  birth: number;
  /** Samples that leave from it, in turn at `leaves`. */
  own: readonly number[];
  leaves: readonly number[];
}

function treeOf(branches: readonly Branch[]): CondensedTreeAnswer {
  const sizeOf = (id: number): number =>
    branches[id]!.own.length +
    branches.reduce((sum, { parent }, child) => sum + (parent === id ? sizeOf(child) : 0), 0);
  const edges = branches.flatMap(({ parent, birth, own, leaves }, id) => [
    ...(parent === null ? [] : [[parent, COUNT + id, birth, sizeOf(id)] as const]),
    ...own.map((sample, i) => [id, sample, leaves[i % leaves.length]!, 1] as const),
  ]);
  return {
    rows: COUNT,
    clusterCount: branches.length,
    parent: edges.map(([parent]) => COUNT + parent),
    child: edges.map(([, child]) => child),
    lambda: edges.map(([, , lambda]) => lambda),
    size: edges.map(([, , , size]) => size),
    selected: [1, 3, 4].map((id) => COUNT + id),
  };
}

function range(from: number, to: number): number[] {
  return Array.from({ length: to - from }, (_, i) => from + i);
}

const RINGS =
  '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 8 8"><circle cx="4" cy="4" r="2.5" fill="none" stroke="orange"/></svg>';

/** The last ones are not read yet. */
export function exampleSample(index: number): SampleView | null {
  if (index >= 36) return null;
  return {
    fileName: `disc_${index}.fits`,
    thumbnailUrl: `data:image/svg+xml,${encodeURIComponent(RINGS)}`,
    path: `#sample-${index}`,
  };
}
