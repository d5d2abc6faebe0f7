export interface CurvePoint {
  epoch: number;
  trainLoss: number;
  validationLoss?: number | null;
}

export interface SmoothPoint {
  epoch: number;
  trainLoss: number;
  validationLoss: number | null;
  smoothTrainLoss: number;
  smoothValidationLoss: number | null;
}

/**
 * Exponential moving average, of which each value keeps the share `weight` (0 to below 1) of what was before; divided by
 * the weights that were given out so far, so that it does not begin near 0 (as TensorBoard smooths its scalars). Values
 * that are not known stay so and leave the average as it was.
 */
export function smoothed(values: readonly (number | null)[], weight: number): (number | null)[] {
  let [sum, given] = [0, 0];
  return values.map((value) => {
    if (value === null) return null;
    sum = weight * sum + (1 - weight) * value;
    given = weight * given + (1 - weight);
    return sum / given;
  });
}

/** The curve beside its smoothed self; smoothed as a whole, so that a stretch of it looks the same alone. */
export function smoothCurve(curve: readonly CurvePoint[], weight: number): SmoothPoint[] {
  const validation = curve.map(({ validationLoss }) => validationLoss ?? null);
  const trained = smoothed(
    curve.map(({ trainLoss }) => trainLoss),
    weight,
  );
  const validated = smoothed(validation, weight);
  return curve.map(({ epoch, trainLoss }, i) => ({
    epoch,
    trainLoss,
    validationLoss: validation[i] ?? null,
    smoothTrainLoss: trained[i] ?? trainLoss,
    smoothValidationLoss: validated[i] ?? null,
  }));
}

/** At most `most` of the points, evenly apart, ends included. */
export function thinned<Point>(points: readonly Point[], most: number): Point[] {
  if (points.length <= most) return [...points];
  const step = (points.length - 1) / (most - 1);
  return Array.from({ length: most }, (_, i) => points[Math.round(i * step)]!);
}

/** `90` of the address as a weight of .9; 0 where it says nothing of the kind. */
export function smoothingOf(text: string | null): number {
  return text !== null && /^\d{1,2}$/.test(text) ? Number(text) / 100 : 0;
}
