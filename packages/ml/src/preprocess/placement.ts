import type { PreprocessingParams } from '../params/index.ts';

/** What alignment goes by: a source as it was measured, in raw pixels and degrees; see measureAlignment. */
export interface MeasuredSource {
  /** Raw pixels from 0, row 0 at the bottom: (0, 0) is the centre of the first one. */
  x: number;
  y: number;
  /** Of the long axis, counter-clockwise from +x. */
  angleDegrees: number;
  /** Short over long axis, 0 to 1. */
  axisRatio: number;
  tiltDegrees: number;
  /** Half the long axis of the faintest isophote. */
  radius: number;
}

/**
 * Where each pixel of the image comes from in the raw picture: a square frame around `center`, carried into the raw
 * picture by `matrix`, and cut into size x size cells, as a grid or by radius and angle.
 */
export interface Placement {
  geometry: PreprocessingParams['geometry'];
  size: number;
  /** Of the frame, in raw pixels from 0. */
  center: { x: number; y: number };
  /** From the frame to raw pixels, both from the centre: x = a X + b Y, y = c X + d Y, as [a, b, c, d]. */
  matrix: readonly [number, number, number, number];
  /** CARTESIAN: half the frame's side. POLAR: the largest radius. In raw pixels along the source's long axis. */
  reach: number;
  /** What was done to the sample by its source; nulls where it was not. */
  moved: { x: number; y: number } | null;
  /** Counter-clockwise, -90 to 90. */
  turnedDegrees: number | null;
  /** How much the short axis grew. */
  stretchedBy: number | null;
}

// Of polar images, in radii of the faintest isophote: what lies beyond is background.
const SOURCE_REACH = 1.2;
// A disc nearer to edge-on than 78 degrees shows too little to be turned face-on.
export const MOST_STRETCH = 5;

/**
 * The placement of a picture (width, height in raw pixels) with a measured source, or none.
 *
 * CARTESIAN frames are as large as the picture's longer side, whatever the alignment: sizes on the sky stay
 * comparable. POLAR frames reach 1.2 radii of the faintest isophote where the alignment goes by a source, so that
 * discs fill them alike, and half the longer side otherwise; the row is the radius from 0 at row 0, the column the
 * angle, counter-clockwise from the frame's +x.
 */
export function placementOf(
  { alignment, geometry, size }: Pick<PreprocessingParams, 'alignment' | 'geometry' | 'size'>,
  { width, height }: { width: number; height: number },
  source: MeasuredSource | null,
): Placement {
  const middle = { x: (width - 1) / 2, y: (height - 1) / 2 };
  const half = Math.max(width, height) / 2;
  const by = alignment === 'NONE' ? null : source;
  const plain = { geometry, size, reach: half, center: middle };
  if (!by) return { ...plain, matrix: [1, 0, 0, 1], moved: null, turnedDegrees: null, stretchedBy: null };
  const turnedDegrees = alignment === 'CENTER' ? null : 90 - by.angleDegrees;
  const stretchedBy = alignment === 'DEPROJECT' ? Math.min(1 / by.axisRatio, MOST_STRETCH) : null;
  // The way back: shrink the frame's x, where the short axis lies, then turn clockwise.
  const turn = (-(turnedDegrees ?? 0) * Math.PI) / 180;
  const shrink = 1 / (stretchedBy ?? 1);
  const [cos, sin] = [Math.cos(turn), Math.sin(turn)];
  return {
    ...plain,
    reach: geometry === 'POLAR' ? SOURCE_REACH * by.radius : half,
    center: { x: by.x, y: by.y },
    matrix: [cos * shrink, -sin, sin * shrink, cos],
    moved: { x: middle.x - by.x, y: middle.y - by.y },
    turnedDegrees,
    stretchedBy,
  };
}

/** Whether the picture is only resized, neither aligned nor bent. */
export const isPlain = ({ geometry, moved }: Placement): boolean =>
  geometry === 'CARTESIAN' && moved === null;

/**
 * The raw pixel coordinates that an image coordinate comes from, both from 0 at the centre of the first pixel, row 0
 * at the bottom; fractions are places between centres.
 */
export function rawPosition(placement: Placement, column: number, row: number): { x: number; y: number } {
  const { geometry, size, reach } = placement;
  if (geometry === 'CARTESIAN') {
    const along = (place: number) => ((2 * (place + 0.5)) / size - 1) * reach;
    return fromFrame(placement, along(column), along(row));
  }
  const radius = ((row + 0.5) / size) * reach;
  const angle = ((column + 0.5) / size) * 2 * Math.PI;
  return fromFrame(placement, radius * Math.cos(angle), radius * Math.sin(angle));
}

/** Raw pixel coordinates of a place in the frame, given from its centre. */
export function fromFrame({ center, matrix }: Placement, x: number, y: number): { x: number; y: number } {
  const [a, b, c, d] = matrix;
  return { x: center.x + a * x + b * y, y: center.y + c * x + d * y };
}

// Sides of the polygon that stands for a circle: at 600 pixels across its corners are .4 pixels off.
const CIRCLE_POINTS = 72;

/** What was taken of the raw picture, as a closed polygon of raw pixel coordinates x, y, without its first point again. */
export function outlineOf(placement: Placement): [x: number, y: number][] {
  const { geometry, reach } = placement;
  const points =
    geometry === 'CARTESIAN'
      ? [
          [-reach, -reach],
          [reach, -reach],
          [reach, reach],
          [-reach, reach],
        ]
      : Array.from({ length: CIRCLE_POINTS }, (_, i) => {
          const angle = (i / CIRCLE_POINTS) * 2 * Math.PI;
          return [reach * Math.cos(angle), reach * Math.sin(angle)];
        });
  return points.map(([x, y]) => {
    const place = fromFrame(placement, x!, y!);
    return [place.x, place.y];
  });
}
