import { formatCount } from '../../ui/format.ts';

interface Found {
  from: number;
  to: number;
}

export const CLUSTERER_NAMES: Readonly<Record<string, string>> = {
  KMEANS: 'k-means',
  GMM: 'GMM',
  HDBSCAN: 'HDBSCAN',
};
// What each clusterer is mainly told, by its name in the params.
const MAIN: Readonly<Record<string, string>> = { HDBSCAN: 'minClusterSize' };

interface Clustering {
  algorithm: string;
  params: unknown;
  scanFrom: number;
  scanTo: number;
}

/**
 * What clustered and what came out, in a line: `HDBSCAN 5 → 4 clusters, 12 noise`, with the smallest cluster as names of
 * experiments have it. Over several seeds the counts are the least and the most; without counts it says what is going to
 * cluster.
 */
export function clusteringSummary(
  { algorithm, params, scanFrom, scanTo }: Clustering,
  clusters?: Found | null,
  noise?: Found | null,
): string {
  const main = MAIN[algorithm];
  const told = main ? ` ${fixed(params, main) ?? `${scanFrom}–${scanTo}`}` : '';
  const own = `${CLUSTERER_NAMES[algorithm] ?? algorithm}${told}`;
  if (!clusters) return own;
  const found = `${span(clusters)} ${clusters.to === 1 ? 'cluster' : 'clusters'}`;
  return `${own} → ${found}${noise && noise.to > 0 ? `, ${span(noise)} noise` : ''}`;
}

/** Of one experiment, whose counts are single numbers. */
export const single = (count: number | null | undefined): Found | null =>
  count == null ? null : { from: count, to: count };

const span = ({ from, to }: Found): string =>
  from === to ? formatCount(from) : `${formatCount(from)}–${formatCount(to)}`;

function fixed(params: unknown, name: string): unknown {
  return new Map(Object.entries(Object(params))).get(name) ?? null;
}
