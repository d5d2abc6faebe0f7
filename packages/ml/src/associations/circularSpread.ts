import type { Random } from '../random/random.ts';
import { type AssociationTest, beyondChance } from './kruskalWallis.ts';
import { permutationPValue } from './permutationPValue.ts';

/**
 * Whether the groups point in different directions: each angle becomes a unit vector of as many turns as the period
 * goes into the circle (twice the angle for an axis, whose period is 180), and the effect is the share of the vectors'
 * variance that lies between the groups (Mardia & Jupp 2000, section 7.4, of which this is the permutation version).
 * p comes from random assignments. `angles` in degrees, not all equal.
 */
export function circularSpread(
  angles: Float64Array,
  periodDegrees: number,
  groups: Int32Array,
  sizes: Int32Array,
  random: Random,
): AssociationTest {
  const n = angles.length;
  const vectors = vectorsOf(angles, periodDegrees);
  const between = (assigned: Int32Array): number => {
    const sums = new Float64Array(2 * sizes.length);
    for (let i = 0; i < n; i++) {
      sums[2 * assigned[i]!]! += vectors[2 * i]!;
      sums[2 * assigned[i]! + 1]! += vectors[2 * i + 1]!;
    }
    let total = 0;
    for (let g = 0; g < sizes.length; g++) total += (sums[2 * g]! ** 2 + sums[2 * g + 1]! ** 2) / sizes[g]!;
    return total;
  };
  const [x, y] = sumOf(vectors);
  const whole = (x ** 2 + y ** 2) / n;
  const value = Math.min(1, Math.max(0, (between(groups) - whole) / (n - whole)));
  const strength = beyondChance(value, (sizes.length - 1) / (n - 1), 1);
  return { statistic: value, pValue: permutationPValue(groups, between, random), value, strength };
}

/** Mean direction in degrees, 0 up to the period. NaN of no angles. */
export function meanDirection(angles: ArrayLike<number>, periodDegrees: number): number {
  const [x, y] = sumOf(vectorsOf(Float64Array.from(angles), periodDegrees));
  if (angles.length === 0) return Number.NaN;
  return ((Math.atan2(y, x) / (2 * Math.PI) + 1) % 1) * periodDegrees;
}

function vectorsOf(angles: Float64Array, periodDegrees: number): Float64Array {
  const vectors = new Float64Array(2 * angles.length);
  angles.forEach((angle, i) => {
    const turned = (2 * Math.PI * angle) / periodDegrees;
    vectors[2 * i] = Math.cos(turned);
    vectors[2 * i + 1] = Math.sin(turned);
  });
  return vectors;
}

function sumOf(vectors: Float64Array): [number, number] {
  let x = 0;
  let y = 0;
  for (let i = 0; i < vectors.length; i += 2) {
    x += vectors[i]!;
    y += vectors[i + 1]!;
  }
  return [x, y];
}
