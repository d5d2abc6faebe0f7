/** What a channel shows where nothing is. */
export interface Background {
  level: number;
  /** Standard deviation around the level; 0 where more than half of the values are one. */
  noise: number;
}

/** Of a normal distribution: its standard deviation in median absolute deviations. */
const MAD_TO_SIGMA = 1.482602218505602;
export const CLIP_SIGMAS = 3;
const MAX_CLIPS = 10;

/**
 * Level and noise of the background by clipping at three standard deviations from the median, the deviation taken
 * from the median absolute deviation, until nothing is clipped or ten times: as astropy's `sigma_clip` with
 * `stdfunc='mad_std'`. Clipping, since a bright source on half of the picture makes the plain deviation twice the noise.
 *
 * @param sorted finite values upwards, at least one
 */
export function backgroundOf(sorted: Float32Array): Background {
  let kept = sorted;
  let background = centreOf(kept);
  for (let clip = 0; clip < MAX_CLIPS; clip++) {
    const reach = CLIP_SIGMAS * background.noise;
    const first = countBelow(kept, background.level - reach);
    const end = countUpTo(kept, background.level + reach);
    if (first === 0 && end === kept.length) break;
    kept = kept.subarray(first, end);
    background = centreOf(kept);
  }
  return background;
}

function centreOf(sorted: Float32Array): Background {
  const level = middle(sorted);
  return { level, noise: MAD_TO_SIGMA * medianDeviation(sorted, level) };
}

const middle = (sorted: Float32Array): number =>
  (sorted[(sorted.length - 1) >> 1]! + sorted[sorted.length >> 1]!) / 2;

/** Median of |value - level|: the middle ranks of two sorted runs, those up to the level and those above, each going away from it. */
function medianDeviation(sorted: Float32Array, level: number): number {
  const split = countBelow(sorted, level);
  const deviationAt = (rank: number): number => {
    // How many of the `rank` nearest lie below: the most for which the farthest of them is not beyond the next above.
    let fewest = Math.max(0, rank - (sorted.length - split));
    let most = Math.min(rank, split);
    while (fewest < most) {
      const below = (fewest + most) >> 1;
      const nextBelow = level - sorted[split - 1 - below]!;
      const lastAbove = sorted[split + rank - below - 1]! - level;
      if (nextBelow < lastAbove) fewest = below + 1;
      else most = below;
    }
    const down = fewest < split ? level - sorted[split - 1 - fewest]! : Number.POSITIVE_INFINITY;
    const above = split + rank - fewest;
    const up = above < sorted.length ? sorted[above]! - level : Number.POSITIVE_INFINITY;
    return Math.min(down, up);
  };
  return (deviationAt((sorted.length - 1) >> 1) + deviationAt(sorted.length >> 1)) / 2;
}

/** How many of the sorted values are below a limit. */
export function countBelow(sorted: Float32Array, limit: number): number {
  return partition(sorted, (value) => value < limit);
}

function countUpTo(sorted: Float32Array, limit: number): number {
  return partition(sorted, (value) => value <= limit);
}

function partition(sorted: Float32Array, isBefore: (value: number) => boolean): number {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const half = (low + high) >> 1;
    if (isBefore(sorted[half]!)) low = half + 1;
    else high = half;
  }
  return low;
}
