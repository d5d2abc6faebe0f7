import { createRandom, type Matrix } from '../../packages/ml/src/index.ts';

const FOLDS = 5;
const ITERATIONS = 400;
// scikit-learn's C = 1: half the squared weights beside the sum of the samples' losses.
const DECAY = 1;

/**
 * How well a linear classifier tells the kinds from the latents, 0 to 1: multinomial logistic regression on
 * standardised columns, accuracy over five stratified folds, as scikit-learn's `LogisticRegression` in
 * `cross_val_score` has it.
 */
export function probeAccuracy(latents: Matrix, kinds: Int32Array): number {
  const fold = foldsOf(kinds);
  let right = 0;
  for (let test = 0; test < FOLDS; test++) {
    const rows = Array.from(kinds, (_, i) => i);
    const training = rows.filter((i) => fold[i] !== test);
    const predict = fitLinear(latents, kinds, training);
    for (const i of rows) if (fold[i] === test && predict(i) === kinds[i]) right += 1;
  }
  return right / kinds.length;
}

/** Each kind dealt out over the folds. */
function foldsOf(kinds: Int32Array): Int32Array {
  const fold = new Int32Array(kinds.length);
  const order = createRandom(7).shuffle(Array.from(kinds, (_, i) => i));
  const dealt = new Map<number, number>();
  for (const i of order) {
    const count = dealt.get(kinds[i]!) ?? 0;
    fold[i] = count % FOLDS;
    dealt.set(kinds[i]!, count + 1);
  }
  return fold;
}

function fitLinear({ data, cols }: Matrix, kinds: Int32Array, training: readonly number[]) {
  const mean = new Float64Array(cols);
  const deviation = new Float64Array(cols);
  for (const i of training) for (let c = 0; c < cols; c++) mean[c]! += data[i * cols + c]! / training.length;
  for (const i of training)
    for (let c = 0; c < cols; c++) deviation[c]! += (data[i * cols + c]! - mean[c]!) ** 2 / training.length;
  const scaled = (i: number, c: number) =>
    c === cols ? 1 : (data[i * cols + c]! - mean[c]!) / (Math.sqrt(deviation[c]!) || 1);
  const classes = Math.max(...kinds) + 1;
  const width = cols + 1;
  const rows = training.map((i) => Float64Array.from({ length: width }, (_, c) => scaled(i, c)));
  const weights = new Float64Array(classes * width);
  const ahead = new Float64Array(weights);
  // The loss's curvature is at most half the sum of the squared rows, whose columns are standardised.
  const rate = 1 / (0.5 * training.length * Math.min(width, 12) + DECAY);
  for (let step = 0; step < ITERATIONS; step++) {
    const gradient = new Float64Array(weights.length);
    rows.forEach((row, r) => {
      const shares = softmax(row, ahead, classes);
      for (let k = 0; k < classes; k++) {
        const error = shares[k]! - (kinds[training[r]!] === k ? 1 : 0);
        for (let c = 0; c < width; c++) gradient[k * width + c]! += error * row[c]!;
      }
    });
    // Nesterov 1983.
    const momentum = step / (step + 3);
    for (let w = 0; w < weights.length; w++) {
      const decay = w % width === cols ? 0 : DECAY * ahead[w]!;
      const next = ahead[w]! - rate * (gradient[w]! + decay);
      ahead[w] = next + momentum * (next - weights[w]!);
      weights[w] = next;
    }
  }
  return (i: number): number => {
    const shares = softmax(
      Float64Array.from({ length: width }, (_, c) => scaled(i, c)),
      weights,
      classes,
    );
    return shares.indexOf(Math.max(...shares));
  };
}

function softmax(row: Float64Array, weights: Float64Array, classes: number): Float64Array {
  const width = row.length;
  const scores = Float64Array.from({ length: classes }, (_, k) =>
    row.reduce((sum, value, c) => sum + value * weights[k * width + c]!, 0),
  );
  const most = Math.max(...scores);
  const powers = scores.map((value) => Math.exp(value - most));
  const total = powers.reduce((sum, value) => sum + value, 0);
  return powers.map((value) => value / total);
}
