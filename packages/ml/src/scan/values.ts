import { type ClusteringParams, fixedValueOf } from '../params/index.ts';

// Of 5 to 30 that is every second or third; each costs a tree.
const SIZES_TRIED = 10;

/** What is tried of a number of samples, ascending, the fixed value among it; empty where nothing in the range can be. */
export function scannedValues(clustering: ClusteringParams, rows: number): number[] {
  const fixed = fixedValueOf(clustering);
  const { scanFrom, scanTo } = clustering;
  const inRange =
    clustering.algorithm === 'HDBSCAN'
      ? inRatios(scanFrom, Math.min(scanTo, rows), SIZES_TRIED)
      : // As many clusters as samples has no silhouette.
        inSteps(scanFrom, Math.min(scanTo, rows - 1));
  return [...new Set(fixed === undefined ? inRange : [fixed, ...inRange])].sort((a, b) => a - b);
}

const inSteps = (from: number, to: number): number[] =>
  Array.from({ length: Math.max(0, to - from + 1) }, (_, i) => from + i);

/** `count` whole numbers at most, each about as much larger than the one before. */
function inRatios(from: number, to: number, count: number): number[] {
  if (to - from < count) return inSteps(from, to);
  const ratio = (to / from) ** (1 / (count - 1));
  return Array.from({ length: count }, (_, i) => Math.round(from * ratio ** i));
}
