import type { Placement } from './placement.ts';
import type { Resized } from './resizeByArea.ts';

interface RawPlane {
  data: Float32Array;
  width: number;
  height: number;
}

/**
 * The plane (height, width) seen through a placement, in one step from raw pixels to image pixels. Each image pixel is
 * the mean over its cell: as many points as keep neighbours within one raw pixel of each other along both of the
 * cell's sides, each interpolated linearly between the four raw pixels around it; of polar cells every point weighs by
 * its radius, as its share of the area. What is not finite is left out; what lies outside the picture is unmeasured.
 */
export function resample(plane: RawPlane, placement: Placement): Resized {
  const { size, geometry } = placement;
  const values = new Float32Array(size * size);
  const measured = new Float32Array(size * size);
  const meanOf = geometry === 'CARTESIAN' ? gridCell(plane, placement) : polarCell(plane, placement);
  for (let row = 0, at = 0; row < size; row++)
    for (let column = 0; column < size; column++, at++) {
      const { sum, weight, whole } = meanOf(column, row);
      values[at] = weight > 0 ? sum / weight : Number.NaN;
      measured[at] = weight / whole;
    }
  return { values, measured: measured.every((share) => share >= 1 - 1e-6) ? null : measured };
}

interface CellSum {
  sum: number;
  /** Of the points that were measured, and of all. */
  weight: number;
  whole: number;
}
type SumCell = (column: number, row: number) => CellSum;

function gridCell(plane: RawPlane, { size, reach, center, matrix }: Placement): SumCell {
  const [a, b, c, d] = matrix;
  const cell = (2 * reach) / size;
  const across = pointCount(cell * Math.hypot(a, c));
  const along = pointCount(cell * Math.hypot(b, d));
  return (column, row) => {
    let sum = 0;
    let weight = 0;
    for (let j = 0; j < along; j++) {
      const y = (row + (j + 0.5) / along) * cell - reach;
      for (let i = 0; i < across; i++) {
        const x = (column + (i + 0.5) / across) * cell - reach;
        const value = valueAt(plane, center.x + a * x + b * y, center.y + c * x + d * y);
        // False for NaN.
        if (value - value === 0) {
          sum += value;
          weight += 1;
        }
      }
    }
    return { sum, weight, whole: across * along };
  };
}

function polarCell(plane: RawPlane, { size, reach, center, matrix }: Placement): SumCell {
  const [a, b, c, d] = matrix;
  const cell = reach / size;
  const rings = pointCount(cell);
  return (column, row) => {
    let sum = 0;
    let weight = 0;
    let whole = 0;
    for (let j = 0; j < rings; j++) {
      const radius = (row + (j + 0.5) / rings) * cell;
      const spokes = pointCount((2 * Math.PI * radius) / size);
      // Rings of one row may have different numbers of points.
      const each = radius / spokes;
      for (let i = 0; i < spokes; i++) {
        const angle = ((column + (i + 0.5) / spokes) / size) * 2 * Math.PI;
        const x = radius * Math.cos(angle);
        const y = radius * Math.sin(angle);
        const value = valueAt(plane, center.x + a * x + b * y, center.y + c * x + d * y);
        if (value - value === 0) {
          sum += each * value;
          weight += each;
        }
      }
      whole += radius;
    }
    return { sum, weight, whole };
  };
}

/** For a side of so many raw pixels. */
const pointCount = (length: number): number => Math.max(1, Math.ceil(length - 1e-9));

/** Between the four pixels around a place; NaN outside the picture and where most of them were not measured. */
function valueAt({ data, width, height }: RawPlane, x: number, y: number): number {
  if (!(x >= -0.5 && y >= -0.5 && x <= width - 0.5 && y <= height - 0.5)) return Number.NaN;
  const placeX = x < 0 ? 0 : x > width - 1 ? width - 1 : x;
  const placeY = y < 0 ? 0 : y > height - 1 ? height - 1 : y;
  const left = Math.floor(placeX);
  const below = Math.floor(placeY);
  const shareX = placeX - left;
  const shareY = placeY - below;
  const at = below * width + left;
  const right = left + 1 < width ? 1 : 0;
  const above = below + 1 < height ? width : 0;
  const lower = data[at]! + (data[at + right]! - data[at]!) * shareX;
  const upper = data[at + above]! + (data[at + above + right]! - data[at + above]!) * shareX;
  const value = lower + (upper - lower) * shareY;
  return value - value === 0
    ? value
    : partlyMeasured(
        [data[at]!, data[at + right]!, data[at + above]!, data[at + above + right]!],
        shareX,
        shareY,
      );
}

function partlyMeasured(corners: readonly number[], shareX: number, shareY: number): number {
  let sum = 0;
  let weight = 0;
  corners.forEach((value, i) => {
    const share = (i % 2 === 1 ? shareX : 1 - shareX) * (i > 1 ? shareY : 1 - shareY);
    if (value - value !== 0) return;
    sum += value * share;
    weight += share;
  });
  return weight >= 0.5 ? sum / weight : Number.NaN;
}
