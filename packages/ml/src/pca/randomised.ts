import type { LinearAlgebra } from '../linear/linearAlgebra.ts';
import { createTurns } from '../linear/turns.ts';
import type { Matrix } from '../matrix/matrix.ts';
import type { Random } from '../random/random.ts';
import { makeOrthonormal } from './orthonormal.ts';

// As scikit-learn's `randomized_svd`: so many directions more than asked for, and more rounds where few are.
const OVERSAMPLING = 10;
const ROUNDS = 4;
const ROUNDS_OF_FEW = 7;

export interface RandomisedOptions {
  random: Random;
  linear: LinearAlgebra;
  signal?: AbortSignal;
}

/** Whether so few components are asked for that a random subspace is much smaller than the data. */
export const isWorthRandomising = ({ rows, cols }: Matrix, count: number): boolean =>
  count + OVERSAMPLING < 0.5 * Math.min(rows, cols);

/**
 * The strongest directions of centred rows by a random subspace, turned towards them by rounds of products (Halko,
 * Martinsson & Tropp 2011, algorithms 4.4 and 5.1): squared singular values and (count, cols) components.
 */
export async function fromRandomSubspace(
  data: Matrix<Float64Array>,
  count: number,
  { random, linear, signal }: RandomisedOptions,
): Promise<{ values: Float64Array; components: Float64Array }> {
  const turn = createTurns(signal);
  const size = count + OVERSAMPLING;
  const { rows, cols } = data;
  // Directions are rows throughout, so that each is one stretch of memory.
  const first = Float64Array.from({ length: size * cols }, () => random.normal());
  let across: Matrix<Float64Array> = { data: first, rows: size, cols };
  const rounds = count < 0.1 * Math.min(rows, cols) ? ROUNDS_OF_FEW : ROUNDS;
  for (let round = 0; round <= rounds; round++) {
    await turn();
    const along = await linear.product(across, data, { transposeB: true });
    orthonormalise(along);
    across = await linear.product(along, data);
    if (round < rounds) orthonormalise(across);
  }
  const { values, vectors } = await linear.symmetricEigen(
    await linear.product(across, across, { transposeB: true }),
  );
  const turned = await linear.product(vectors, across, { transposeA: true });
  const components = turned.data.slice(0, count * cols);
  for (let c = 0; c < count; c++) makeOrthonormal(components, c, cols);
  return { values: values.slice(0, count), components };
}

function orthonormalise({ data, rows, cols }: Matrix<Float64Array>): void {
  for (let i = 0; i < rows; i++) makeOrthonormal(data, i, cols);
}
