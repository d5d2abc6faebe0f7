import type { BoardRow } from '../board/boardDocument.ts';
import type { StudyRun } from '../studyDocument.ts';

/** A number of clusters and its silhouette, over the seeds. */
export interface ScanDot {
  k: number;
  mean: number;
  min: number;
  max: number;
}

export interface ScanLine {
  clusterer: string;
  algorithm: string;
  /** HDBSCAN finds its own number of clusters: its dots are no line. */
  isJoined: boolean;
  /** In order of k. */
  dots: ScanDot[];
}

/** One trained model with the clusterers over it. */
export interface ScanBlock {
  name: string;
  lines: ScanLine[];
  /**
   * The highest mean silhouette of the clusterers that are told k; of equals the lowest k. HDBSCAN is left out where
   * there is another: its silhouettes are without the samples that it calls noise.
   */
  best: { clusterer: string; dot: ScanDot } | null;
  /** The experiment that the best stands in. */
  experiment: { id: string; number: number } | null;
}

/** Silhouette against the number of clusters, a block for each trained model, in the order of the study. */
export function scanBlocks(rows: readonly BoardRow[], runs: ReadonlyMap<string, StudyRun>): ScanBlock[] {
  const names = [...new Set(rows.map(({ trainingName }) => trainingName))];
  return names.map((name) => {
    const own = rows.filter(({ trainingName }) => trainingName === name);
    const lines = own.map((row) => lineOf(row, runs));
    const best = bestOf(lines);
    const row = own.find(({ clustererName }) => clustererName === best?.clusterer);
    return { name, lines, best, experiment: row?.experiments[0] ?? null };
  });
}

function lineOf(row: BoardRow, runs: ReadonlyMap<string, StudyRun>): ScanLine {
  const isJoined = row.clustering.algorithm !== 'HDBSCAN';
  const found = new Map<number, number[]>();
  for (const { id } of row.experiments)
    for (const [k, silhouette] of bestByCount(runs.get(id)?.scan ?? [], isJoined))
      found.set(k, [...(found.get(k) ?? []), silhouette]);
  const dots = [...found].map(([k, values]) => ({
    k,
    mean: values.reduce((sum, value) => sum + value, 0) / values.length,
    min: Math.min(...values),
    max: Math.max(...values),
  }));
  return {
    clusterer: row.clustererName,
    algorithm: row.clustering.algorithm,
    isJoined,
    dots: dots.sort((a, b) => a.k - b.k),
  };
}

/** One run's silhouettes by number of clusters; of several settings that found as many, the highest. */
function bestByCount(scan: StudyRun['scan'], isTold: boolean): Map<number, number> {
  const best = new Map<number, number>();
  for (const { value, clusterCount, silhouette } of scan) {
    const k = isTold ? value : clusterCount;
    // A single cluster has no silhouette.
    if (silhouette != null) best.set(k, Math.max(silhouette, best.get(k) ?? silhouette));
  }
  return best;
}

function bestOf(lines: readonly ScanLine[]): ScanBlock['best'] {
  const told = lines.filter(({ isJoined, dots }) => isJoined && dots.length > 0);
  const all = (told.length > 0 ? told : lines).flatMap(({ clusterer, dots }) =>
    dots.map((dot) => ({ clusterer, dot })),
  );
  const [best] = all.toSorted((a, b) => b.dot.mean - a.dot.mean || a.dot.k - b.dot.k);
  return best ?? null;
}

/** The block whose best is the best of all; null without any. */
export function bestBlock(blocks: readonly ScanBlock[]): ScanBlock | null {
  const [first] = blocks
    .filter(({ best }) => best)
    .toSorted((a, b) => (b.best?.dot.mean ?? 0) - (a.best?.dot.mean ?? 0));
  return first ?? null;
}
