import type { CelestialAxes, Lookup } from './celestialAxes.ts';

/** From pixels to the projection's plane, (longitude, latitude) in the units of the axes, and back. */
export interface Linear {
  /** Reference pixel, counted from 1, along the x and the y axis. */
  reference: readonly [number, number];
  /** Row by row: of longitude, then of latitude. */
  matrix: readonly [number, number, number, number];
  inverse: readonly [number, number, number, number];
}

/** FITS numbers of the image's x and y axes, in this order. */
export type ImageAxes = readonly [x: number, y: number];

/** A number of the header; `otherwise` where it is missing; NaN where it is no number. */
export function numberOf(get: Lookup, keyword: string, otherwise: number): number {
  const value = get(keyword);
  if (value === undefined || value === null) return otherwise;
  return typeof value === 'number' ? value : Number.NaN;
}

/**
 * CDi_j, or PCi_j with CDELTi, or CDELTi with CROTAi of the latitude axis, in the order of precedence of WCSLIB
 * (PC before CD before CROTA). In words, why it cannot be used.
 */
export function readLinear(get: Lookup, axes: CelestialAxes, image: ImageAxes): Linear | string {
  const sky = [axes.longitude, axes.latitude] as const;
  const coupled = findCoupling(get, sky, image);
  if (coupled) return coupled;
  const matrix = readMatrix(get, sky, image);
  const reference = image.map((axis) => numberOf(get, `CRPIX${axis}`, 0)) as [number, number];
  const bad = [...matrix, ...reference].some((value) => !Number.isFinite(value));
  if (bad) return 'A number of the coordinate system (CRPIX, CDELT, CD, PC or CROTA) is no number.';
  const [a, b, c, d] = matrix;
  const determinant = a * d - b * c;
  if (determinant === 0) return 'The matrix of the coordinate system (CD, PC or CDELT) cannot be inverted.';
  const inverse = [d / determinant, -b / determinant, -c / determinant, a / determinant] as const;
  return { reference, matrix, inverse };
}

type Matrix = [number, number, number, number];

function readMatrix(get: Lookup, sky: ImageAxes, image: ImageAxes): Matrix {
  const element = (name: string, otherwise: (i: number, j: number) => number) =>
    sky.flatMap((i) => image.map((j) => numberOf(get, keyOf(get, name, i, j), otherwise(i, j)))) as Matrix;
  const scale = sky.map((axis) => numberOf(get, `CDELT${axis}`, 1)) as [number, number];
  if (hasAny(get, 'PC')) {
    const [a, b, c, d] = element('PC', (i, j) => (i === j ? 1 : 0));
    return [a * scale[0], b * scale[0], c * scale[1], d * scale[1]];
  }
  if (hasAny(get, 'CD')) return element('CD', () => 0);
  const angle = (numberOf(get, `CROTA${sky[1]}`, 0) * Math.PI) / 180;
  // Written for pixel axes in the order of the sky axes; an image whose x is the latitude has them the other way.
  const turned: Matrix = [
    scale[0] * Math.cos(angle),
    -scale[1] * Math.sin(angle),
    scale[0] * Math.sin(angle),
    scale[1] * Math.cos(angle),
  ];
  return sky[0] === image[0] ? turned : [turned[1], turned[0], turned[3], turned[2]];
}

const PAIRS = Array.from({ length: 9 }, (_, i) =>
  Array.from({ length: 9 }, (_, j) => [i + 1, j + 1] as const),
).flat();

const hasAny = (get: Lookup, name: string): boolean =>
  PAIRS.some(([i, j]) => get(keyOf(get, name, i, j)) !== undefined);

/** PC1_2, or as some writers have it PC01_02 or PC001002. */
function keyOf(get: Lookup, name: string, i: number, j: number): string {
  const usual = `${name}${i}_${j}`;
  const padded = [`${name}0${i}_0${j}`, `${name}00${i}00${j}`];
  return get(usual) === undefined ? (padded.find((key) => get(key) !== undefined) ?? usual) : usual;
}

/** A sky axis that also depends on a third pixel axis has no one position for a pixel of the image. */
function findCoupling(get: Lookup, sky: ImageAxes, image: ImageAxes): string | null {
  for (const name of ['PC', 'CD'])
    for (const [i, j] of PAIRS)
      if (sky.includes(i) && !image.includes(j) && numberOf(get, keyOf(get, name, i, j), 0) !== 0)
        return `${name}${i}_${j} makes the position depend on a further axis.`;
  return null;
}
