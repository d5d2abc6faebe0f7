// Hennig's guide for mean Jaccards (fpc::clusterboot).
const HIGHLY_STABLE = 0.85;
const STABLE = 0.75;
const DOUBTFUL = 0.6;

/** Whether a stability is too low for the clusters to be trusted. */
export const isUnstable = (stability: number): boolean => stability < DOUBTFUL;

/** What the stability of the clusters means, in a sentence. */
export function readStability(stability: number): string {
  const again = `in resampled data the clusters come back ${Math.round(stability * 100)} % alike (Jaccard)`;
  if (stability >= HIGHLY_STABLE) return `Highly stable: ${again}.`;
  if (stability >= STABLE) return `Stable: ${again}.`;
  if (!isUnstable(stability)) return `Doubtful: ${again}. There is a pattern, but who belongs to it changes.`;
  return `Not stable: ${again}. Do not rely on them.`;
}
