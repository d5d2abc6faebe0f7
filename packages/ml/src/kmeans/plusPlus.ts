import type { Assigner } from '../linear/linearAlgebra.ts';
import { createTurns } from '../linear/turns.ts';
import type { Matrix } from '../matrix/matrix.ts';
import type { Random } from '../random/random.ts';

/**
 * Greedy k-means++ (Arthur & Vassilvitskii 2007, with the local trials of scikit-learn's `_kmeans_plusplus`): each
 * centre is the best of 2 + log k samples drawn with probability proportional to their squared distance to the
 * centres so far. Throws the signal's reason.
 */
export async function chooseCenters(
  points: Matrix<Float64Array>,
  count: number,
  random: Random,
  assigner: Pick<Assigner, 'squaredDistances'>,
  signal?: AbortSignal,
): Promise<Matrix<Float64Array>> {
  const { rows, cols } = points;
  const centers: Matrix<Float64Array> = { data: new Float64Array(count * cols), rows: count, cols };
  const trials = 2 + Math.floor(Math.log(count));
  const row = (i: number) => points.data.subarray(i * cols, (i + 1) * cols);

  centers.data.set(row(random.int(rows)));
  const closest = assigner.squaredDistances({ data: centers.data.subarray(0, cols), rows: 1, cols });
  const turn = createTurns(signal);
  for (let center = 1; center < count; center++) {
    await turn();
    const potential = sum(closest);
    const drawn = Array.from({ length: trials }, () => draw(closest, random.next() * potential));
    const tried = { data: new Float64Array(trials * cols), rows: trials, cols };
    drawn.forEach((i, trial) => {
      tried.data.set(row(i), trial * cols);
    });
    const distances = assigner.squaredDistances(tried);
    const best = bestTrial(distances, closest, trials);
    centers.data.set(row(drawn[best]!), center * cols);
    for (let i = 0; i < rows; i++) closest[i] = Math.min(closest[i]!, distances[i * trials + best]!);
  }
  return centers;
}

/** The trial that leaves the rows nearest to their centres; the first of equal ones. */
function bestTrial(distances: Float64Array, closest: Float64Array, trials: number): number {
  const potentials = new Float64Array(trials);
  for (let i = 0, at = 0; i < closest.length; i++)
    for (let trial = 0; trial < trials; trial++, at++)
      potentials[trial]! += Math.min(closest[i]!, distances[at]!);
  return potentials.indexOf(Math.min(...potentials));
}

/** The first row where the running sum passes `target`; the last where rounding leaves none. */
function draw(weights: Float64Array, target: number): number {
  let running = 0;
  for (let i = 0; i < weights.length; i++) {
    running += weights[i]!;
    if (running > target) return i;
  }
  return weights.length - 1;
}

function sum(values: Float64Array): number {
  let total = 0;
  for (let i = 0; i < values.length; i++) total += values[i]!;
  return total;
}
