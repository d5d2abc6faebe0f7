import * as z from 'zod/mini';

/** A latent dimension's part in a component, -1 to 1; the squares of all dimensions' parts sum to 1. */
export interface Loading {
  dimension: number;
  value: number;
}

const stored = z.array(z.array(z.number()));

/** Each component's loadings; none where they were not kept. */
export const loadingsOf = (value: unknown): number[][] => stored.safeParse(value).data ?? [];

/** The dimensions that weigh most, whichever their sign; of equal ones the lower first. */
export function heaviest(loadings: readonly number[], count: number): Loading[] {
  return loadings
    .map((value, dimension) => ({ dimension, value }))
    .sort((a, b) => Math.abs(b.value) - Math.abs(a.value) || a.dimension - b.dimension)
    .slice(0, count);
}

/** Which share of the component these dimensions make. */
export const shareOf = (loadings: readonly Loading[]): number =>
  loadings.reduce((sum, { value }) => sum + value ** 2, 0);

/** Components in order, with the share of the variance that all up to each one hold. */
export function cumulative(spectrum: readonly number[]): { component: number; share: number; sum: number }[] {
  let sum = 0;
  return spectrum.map((share, i) => {
    sum += share;
    return { component: i + 1, share, sum };
  });
}

/** How many components hold that share of the variance; null where all that are known do not. */
export function componentsFor(spectrum: readonly number[], share: number): number | null {
  return cumulative(spectrum).find(({ sum }) => sum >= share)?.component ?? null;
}

const FEWEST = 8;
const NEARLY_ALL = 0.99;

/** How many components are worth a bar: as many as hold nearly all of the variance, and eight at least. */
export const shownCount = (spectrum: readonly number[]): number =>
  Math.max(FEWEST, componentsFor(spectrum, NEARLY_ALL) ?? spectrum.length);
