/**
 * Which quantiles a table holds: 129, from the least value to the greatest, dense at both ends by a cubic law, because
 * pictures are drawn between percentiles such as 0.5 and 99.5, of which 14 levels lie below and 14 above.
 */
export const QUANTILE_LEVELS: readonly number[] = Array.from({ length: 129 }, (_, i) => {
  const fromMiddle = Math.abs(i - 64) / 64;
  const tail = 0.5 * (1 - fromMiddle) ** 3;
  return i < 64 ? tail : 1 - tail;
});

const LAST = QUANTILE_LEVELS.length - 1;

/** The value at `level` (0 to 1), linear between the levels of the table. */
export function quantileAt(table: ArrayLike<number>, level: number): number {
  if (level <= 0) return table[0]!;
  if (level >= 1) return table[LAST]!;
  let above = 1;
  while (QUANTILE_LEVELS[above]! < level) above += 1;
  const [low, high] = [QUANTILE_LEVELS[above - 1]!, QUANTILE_LEVELS[above]!];
  const share = (level - low) / (high - low);
  return table[above - 1]! * (1 - share) + table[above]! * share;
}

/** How values are distributed: `quantiles` at QUANTILE_LEVELS of `count` finite values. */
export interface Distribution {
  count: number;
  quantiles: ArrayLike<number>;
}

/**
 * The distribution of all values together, each part taken as linear between its levels. Parts without a value say
 * nothing; null where none has one.
 */
export function poolDistributions(
  parts: readonly Distribution[],
): (Distribution & { quantiles: Float32Array }) | null {
  const filled = parts.filter(({ count }) => count > 0);
  const total = filled.reduce((sum, { count }) => sum + count, 0);
  if (total === 0) return null;
  const { edges, slopes, jumps } = stepsOf(filled);
  const quantiles = new Float32Array(LAST + 1);
  // Walks the summed distribution function from edge to edge: linear between them, with a jump where a value repeats.
  let [below, slope, level] = [0, 0, 0];
  let before = edges[0]!;
  for (let i = 0; i < edges.length; i++) {
    const edge = edges[i]!;
    const reached = below + slope * (edge - before);
    for (; level <= LAST && QUANTILE_LEVELS[level]! * total <= reached; level++)
      quantiles[level] =
        slope > 0 ? Math.min(before + (QUANTILE_LEVELS[level]! * total - below) / slope, edge) : edge;
    below = reached + jumps[i]!;
    slope += slopes[i]!;
    for (; level <= LAST && QUANTILE_LEVELS[level]! * total <= below; level++) quantiles[level] = edge;
    before = edge;
  }
  // What rounding has left over.
  quantiles.fill(before, level);
  quantiles[0] = edges[0]!;
  quantiles[LAST] = before;
  return { count: total, quantiles };
}

/** Where the summed distribution function changes its slope or jumps, in order of the values. */
function stepsOf(parts: readonly Distribution[]) {
  const size = parts.length * (LAST + 1);
  const values = new Float64Array(size);
  const slopeAt = new Float64Array(size);
  const jumpAt = new Float64Array(size);
  let at = 0;
  for (const { count, quantiles } of parts) {
    let slope = 0;
    for (let i = 0; i <= LAST; i++, at++) {
      const value = quantiles[i]!;
      const width = i < LAST ? quantiles[i + 1]! - value : 0;
      const mass = i < LAST ? (QUANTILE_LEVELS[i + 1]! - QUANTILE_LEVELS[i]!) * count : 0;
      const next = width > 0 ? mass / width : 0;
      values[at] = value;
      slopeAt[at] = next - slope;
      jumpAt[at] = width > 0 ? 0 : mass;
      slope = next;
    }
  }
  const order = Uint32Array.from({ length: size }, (_, i) => i).sort((a, b) => values[a]! - values[b]!);
  return {
    edges: Float64Array.from(order, (i) => values[i]!),
    slopes: Float64Array.from(order, (i) => slopeAt[i]!),
    jumps: Float64Array.from(order, (i) => jumpAt[i]!),
  };
}
