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
  { rows, cols }: Pick<Matrix, 'rows' | 'cols'>,
  count: number,
  random: Random,
  assigner: Pick<Assigner, 'bestCandidate' | 'row'>,
  signal?: AbortSignal,
): Promise<Matrix<Float64Array>> {
  const centers: Matrix<Float64Array> = { data: new Float64Array(count * cols), rows: count, cols };
  const trials = 2 + Math.floor(Math.log(count));
  const { row } = assigner;

  centers.data.set(row(random.int(rows)));
  const first = { data: centers.data.subarray(0, cols), rows: 1, cols };
  const closest = new Float64Array(rows).fill(Number.POSITIVE_INFINITY);
  let { potential } = await assigner.bestCandidate(first, closest);
  const turn = createTurns(signal);
  for (let center = 1; center < count; center++) {
    await turn();
    const targets = Array.from({ length: trials }, () => random.next() * potential);
    const drawn = draw(closest, targets);
    const tried = { data: new Float64Array(trials * cols), rows: trials, cols };
    drawn.forEach((i, trial) => {
      tried.data.set(row(i), trial * cols);
    });
    const best = await assigner.bestCandidate(tried, closest);
    centers.data.set(row(drawn[best.index]!), center * cols);
    potential = best.potential;
  }
  return centers;
}

/** For each target the first row where the running sum passes it; the last where rounding leaves none. */
function draw(weights: Float64Array, targets: number[]): number[] {
  const drawn = targets.map(() => weights.length - 1);
  const ascending = [...targets.keys()].sort((a, b) => targets[a]! - targets[b]!);
  let running = 0;
  let passed = 0;
  for (let i = 0; i < weights.length && passed < ascending.length; i++) {
    running += weights[i]!;
    while (passed < ascending.length && running > targets[ascending[passed]!]!) {
      drawn[ascending[passed]!] = i;
      passed += 1;
    }
  }
  return drawn;
}
