/**
 * Takes the rows above out of row c and brings it to length 1. A direction without variance is rounding noise here; an
 * axis that the rows above do not span takes its place.
 */
export function makeOrthonormal(components: Float64Array, c: number, cols: number): void {
  const row = components.subarray(c * cols, (c + 1) * cols);
  for (let axis = -1; axis < cols; axis++) {
    if (axis >= 0) row.fill(0)[axis] = 1;
    const before = Math.sqrt(squares(row));
    // Twice is enough (Giraud, Langou & Rozloznik 2005).
    for (let pass = 0; pass < 2; pass++)
      for (let above = 0; above < c; above++)
        subtractProjection(row, components.subarray(above * cols, (above + 1) * cols));
    const length = Math.sqrt(squares(row));
    if (length === 0 || length < 1e-6 * before) continue;
    for (let k = 0; k < cols; k++) row[k]! /= length;
    return;
  }
}

function subtractProjection(row: Float64Array, unit: Float64Array): void {
  let product = 0;
  for (let k = 0; k < row.length; k++) product += row[k]! * unit[k]!;
  for (let k = 0; k < row.length; k++) row[k]! -= product * unit[k]!;
}

export function squares(values: Float64Array): number {
  let sum = 0;
  for (let k = 0; k < values.length; k++) sum += values[k]! ** 2;
  return sum;
}
