import type { Matrix } from '@asterism/ml';

/** ID numbers of a label's members, the one nearest to their mean first, of equally near ones the lower number. */
export function membersByDistance(points: Matrix, labels: Int32Array, label: number): number[] {
  const { data, cols } = points;
  const members = [...labels.keys()].filter((i) => labels[i] === label);
  const mean = new Float64Array(cols);
  for (const i of members) for (let k = 0; k < cols; k++) mean[k]! += data[i * cols + k]! / members.length;
  const distance = (i: number): number => {
    let sum = 0;
    for (let k = 0; k < cols; k++) sum += (data[i * cols + k]! - mean[k]!) ** 2;
    return sum;
  };
  return members
    .map((index) => ({ index, away: distance(index) }))
    .sort((a, b) => a.away - b.away || a.index - b.index)
    .map(({ index }) => index);
}
