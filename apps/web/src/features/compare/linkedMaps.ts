import { clusterColor, NOISE_COLOR } from '../../ui/palette.ts';
import { pointColors, type ScatterData } from '../map/scatterData.ts';
import { numbersIn } from './compareState.ts';

// As many as stand on a screen and are still read.
export const MOST_MAPS = 6;

/** The experiments whose maps are shown: those that the address names, or else the first. */
export function mappedNumbers(text: string | null, numbers: readonly number[]): number[] {
  const named = numbersIn(text).filter((number) => numbers.includes(number));
  return (named.length > 0 ? named : numbers).slice(0, MOST_MAPS);
}

/** Whose clusters colour all maps: the one that the address names, or else the first; null: each map has its own. */
export function coloringOf(text: string | null, numbers: readonly number[]): number | null {
  if (text === 'own') return null;
  const [named] = numbersIn(text);
  return numbers.find((number) => number === named) ?? numbers[0] ?? null;
}

/** The projections that at least one of them has, those of the first one first. */
export const projectionKinds = <Kind extends string>(
  experiments: readonly { projections: readonly { kind: Kind }[] }[],
): Kind[] => [...new Set(experiments.flatMap(({ projections }) => projections.map(({ kind }) => kind)))];

interface MapChoices {
  /** Of each sample; null: all are drawn alike. */
  labels: Int32Array | null;
  /** The label that stands out. */
  cluster: number | null;
  /** ID number of the sample that is ringed. */
  chosen: number | null;
  /** ID numbers, ascending. */
  selected: Uint32Array;
}

/** A map's points. `coordinates`: x, y of each sample. */
export function mapPoints(
  coordinates: Float32Array,
  { labels, cluster, chosen, selected }: MapChoices,
): ScatterData {
  const count = coordinates.length / 2;
  const own = Array.from({ length: count }, (_, i) => labels?.[i] ?? null);
  return {
    coordinates,
    ...pointColors(own.map((label) => (label === null ? NOISE_COLOR : clusterColor(label)))),
    selected,
    hollow: own.map((label) => label !== null && label < 0),
    ...(cluster === null || !labels ? {} : { faded: own.map((label) => label !== cluster) }),
    ...(chosen === null || chosen >= count ? {} : { chosen: { index: chosen, joined: [] } }),
  };
}
