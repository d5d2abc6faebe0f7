const ENOUGH = 1e-16;
// The series and the fraction take about the square root of the degrees; 10,000 serve 10^7 of them.
const TERMS = 10_000;
// Smallest number that Lentz's method may divide by.
const TINY = 1e-300;

/**
 * Chance that a chi-squared variable of `degrees` degrees of freedom (a whole number) is at least `x`: the regularised
 * upper incomplete gamma function Q(degrees / 2, x / 2), by its series below the middle and by its continued fraction
 * above (Abramowitz & Stegun 6.5.29 and 6.5.31, the latter by Lentz's method), so that small tails keep their digits.
 * Throws RangeError where `degrees` is not a whole number from 1, or x is NaN.
 */
export function chiSquaredTail(x: number, degrees: number): number {
  if (!(Number.isInteger(degrees) && degrees >= 1) || Number.isNaN(x))
    throw new RangeError(`There is no chi-squared tail at ${x} of ${degrees} degrees.`);
  if (x <= 0) return 1;
  const a = degrees / 2;
  const z = x / 2;
  const scale = Math.exp(a * Math.log(z) - z - logGammaOfHalves(degrees));
  return z < a + 1 ? 1 - scale * series(a, z) : Math.min(1, scale * fraction(a, z));
}

/** P(a, z) without its scale. */
function series(a: number, z: number): number {
  let term = 1 / a;
  let sum = term;
  for (let n = 1; n < TERMS && term > sum * ENOUGH; n++) {
    term *= z / (a + n);
    sum += term;
  }
  return sum;
}

/** Q(a, z) without its scale. */
function fraction(a: number, z: number): number {
  let b = z + 1 - a;
  let c = 1 / TINY;
  let d = 1 / b;
  let value = d;
  for (let n = 1; n < TERMS; n++) {
    const numerator = -n * (n - a);
    b += 2;
    d = numerator * d + b;
    d = 1 / (Math.abs(d) < TINY ? TINY : d);
    c = b + numerator / c;
    if (Math.abs(c) < TINY) c = TINY;
    value *= d * c;
    if (Math.abs(d * c - 1) < Number.EPSILON) break;
  }
  return value;
}

/** log of gamma(halves / 2), from gamma(1) or gamma(1/2) upwards. */
function logGammaOfHalves(halves: number): number {
  let sum = halves % 2 === 0 ? 0 : Math.log(Math.PI) / 2;
  for (let half = halves % 2 === 0 ? 2 : 1; half < halves; half += 2) sum += Math.log(half / 2);
  return sum;
}
