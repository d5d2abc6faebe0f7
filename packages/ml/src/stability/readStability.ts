// Hennig's guide for mean Jaccards (fpc::clusterboot).
const HIGHLY_STABLE = 0.85;
const STABLE = 0.75;
const DOUBTFUL = 0.6;

/** Whether a stability is too low for the clusters to be trusted. */
export const isUnstable = (stability: number): boolean => stability < DOUBTFUL;

/** What a stability means, in a sentence. */
export function readStability(stability: number): string {
  const share = `${Math.round(stability * 100)} %`;
  if (stability >= HIGHLY_STABLE) return `Highly stable: ${share} of it is found again in resampled data.`;
  if (stability >= STABLE) return `Stable: ${share} of it is found again in resampled data.`;
  if (!isUnstable(stability))
    return `Doubtful: ${share} of it is found again in resampled data; there is a pattern, but who belongs to it changes.`;
  return `Not stable: only ${share} of it is found again in resampled data; do not rely on it.`;
}
