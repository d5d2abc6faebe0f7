/**
 * How many rows each of `rows` rows is told of. Throws RangeError where these are not as many of each row, or where one
 * of them is no row.
 */
export function toldEach(others: Int32Array, rows: number): number {
  const count = others.length / rows;
  if (!Number.isInteger(count))
    throw new RangeError(`${others.length} are not as many of each of ${rows} rows.`);
  const wrong = others.find((other) => other < 0 || other >= rows);
  if (wrong !== undefined) throw new RangeError(`There is no row ${wrong} among ${rows}.`);
  return count;
}
