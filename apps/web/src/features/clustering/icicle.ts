import type { TreeCluster } from './condensedTree.ts';

/** A cluster's place in the plot: across by samples, downwards by lambda. */
export interface IcicleBox {
  cluster: TreeCluster;
  /** Its middle, in samples from the left. */
  middle: number;
  /** Its width from each lambda on, the first at its birth. */
  steps: { lambda: number; width: number }[];
}

/**
 * Clusters within their parents, each narrowing about its middle as samples leave it; children stand side by side where
 * the parent splits. Drawn are `clusters`, parents before children; places are those in the whole tree. At most `most`
 * steps each.
 */
export function icicle(
  clusters: readonly TreeCluster[],
  all: readonly TreeCluster[],
  most = 40,
): IcicleBox[] {
  const middles = new Map<number, number>([[0, all[0]!.size / 2]]);
  return clusters.map((cluster) => {
    const middle = middles.get(cluster.id)!;
    const sizes = cluster.children.map((child) => all[child]!.size);
    let left = middle - sum(sizes) / 2;
    cluster.children.forEach((child, i) => {
      middles.set(child, left + sizes[i]! / 2);
      left += sizes[i]!;
    });
    return { cluster, middle, steps: stepsOf(cluster, most) };
  });
}

function stepsOf({ birth, size, departures }: TreeCluster, most: number): IcicleBox['steps'] {
  const steps = [{ lambda: birth, width: size }];
  const stride = Math.max(1, Math.ceil(departures.length / most));
  for (let left = stride; left <= departures.length; left += stride)
    steps.push({ lambda: departures[left - 1]!, width: size - left });
  return steps;
}

const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);

// Of a cluster that never splits the last tenth may hold together very closely, and would push all else to the top.
const SHOWN_SHARE = 0.9;

/** The lambda at which the plot ends: the last split, or where nine tenths of the longest cluster have left. */
export function footOf(clusters: readonly TreeCluster[]): number {
  let foot = 0;
  for (const { birth, size, departures, children } of clusters) {
    const left = departures[Math.ceil(size * SHOWN_SHARE) - 1];
    const ends = children.length > 0 ? [birth] : [birth, left ?? birth];
    for (const end of ends) if (Number.isFinite(end)) foot = Math.max(foot, end);
  }
  // A tree of nothing but repeated samples has no finite lambda.
  return foot > 0 ? foot : 1;
}

export interface IcicleScale {
  x: (samples: number) => number;
  y: (lambda: number) => number;
  /** Lambda at which the plot ends. */
  foot: number;
}

/** The box as an SVG path, at least a pixel wide. */
export function boxPath({ cluster, middle, steps }: IcicleBox, { x, y, foot }: IcicleScale): string {
  const center = x(middle);
  const end = y(Math.min(cluster.death, foot));
  const right: [number, number][] = [];
  const left: [number, number][] = [];
  steps.forEach(({ lambda, width }, i) => {
    const top = y(Math.min(lambda, foot));
    const bottom = i + 1 < steps.length ? y(Math.min(steps[i + 1]!.lambda, foot)) : end;
    const half = Math.max(0.5, (x(width) - x(0)) / 2);
    right.push([center + half, top], [center + half, bottom]);
    left.unshift([center - half, bottom], [center - half, top]);
  });
  const points = [...right, ...left].map(([px, py]) => `${px.toFixed(1)} ${py.toFixed(1)}`);
  return `M${points.join('L')}Z`;
}

/** Where an arrow key leads to among the drawn clusters: up to the parent, down to the first child, aside to a sibling. */
export function stepTo(clusters: readonly TreeCluster[], from: TreeCluster, key: string): TreeCluster | null {
  const isDrawn = (id: number | null) => clusters.find((cluster) => cluster.id === id) ?? null;
  if (key === 'ArrowUp') return isDrawn(from.parent);
  if (key === 'ArrowDown') return isDrawn(from.children.find((child) => isDrawn(child)) ?? null);
  if (key === 'Home') return clusters[0] ?? null;
  if (key !== 'ArrowLeft' && key !== 'ArrowRight') return null;
  const siblings = clusters.filter(({ parent }) => parent === from.parent);
  return siblings[siblings.indexOf(from) + (key === 'ArrowLeft' ? -1 : 1)] ?? null;
}
