/** How Recharts' parts look: quiet axes, a card for the values. */
export const TICK = { fontSize: 12, fill: 'var(--ink-faint)' } as const;
export const AXIS_LABEL = { fontSize: 12, fill: 'var(--ink-faint)' } as const;
export const TOOLTIP = {
  background: 'var(--surface)',
  border: '1px solid var(--hairline)',
  borderRadius: 6,
  fontSize: 13,
  padding: '6px 10px',
} as const;

/** Up to `most` whole numbers from 1 to `last`, evenly apart, ends included: ticks at epochs that exist. */
export function wholeTicks(first: number, last: number, most = 6): number[] {
  const span = last - first;
  if (span <= 0) return [first];
  const step = [1, 2, 5, 10, 20, 25, 50, 100, 200, 250, 500, 1000, 2000, 2500, 5000].find(
    (candidate) => span / candidate < most,
  );
  const ticks = [first];
  for (let tick = (step ?? span) * Math.ceil((first + 1) / (step ?? span)); tick < last; tick += step ?? span)
    if (last - tick > (step ?? span) / 2) ticks.push(tick);
  return [...ticks, last];
}

// From coarse to fine: the first that gives enough ticks is taken.
const STEPS = [[1], [1, 2, 5], [1, 1.5, 2, 2.5, 3, 4, 5, 6, 7, 8, 9]] as const;
const ENOUGH = 4;

/** Round values from just below `low` to just above `high`, so many in each decade that there are at least four if they can be had. Null where a logarithm does not exist. */
export function logTicks(low: number, high: number): number[] | null {
  if (!(low > 0) || !Number.isFinite(high)) return null;
  const first = Math.floor(Math.log10(low));
  const last = Math.ceil(Math.log10(high));
  let ticks: number[] = [];
  for (const steps of STEPS) {
    const all: number[] = [];
    for (let decade = first; decade <= last; decade++)
      for (const step of steps) all.push(Number(`${step}e${decade}`));
    const from = all.findLastIndex((tick) => tick <= low);
    const to = all.findIndex((tick) => tick >= high);
    ticks = all.slice(Math.max(from, 0), to < 0 ? undefined : to + 1);
    if (ticks.length >= ENOUGH) break;
  }
  return ticks;
}

const ROUND_STEPS_MOST = 6;

/** Round values from at or below `low` to at or above `high`, at most six steps apart. */
export function roundTicks(low: number, high: number): number[] {
  const span = high - low || Math.abs(high) || 1;
  const power = 10 ** Math.floor(Math.log10(span / ROUND_STEPS_MOST));
  const step = [1, 2, 5, 10].map((factor) => factor * power).find((size) => span / size <= ROUND_STEPS_MOST)!;
  const first = Math.floor(low / step);
  const count = Math.max(Math.ceil(high / step) - first, 1) + 1;
  // Binary fractions do not add up to round decimals.
  return Array.from({ length: count }, (_, i) => Number(((first + i) * step).toPrecision(12)));
}
