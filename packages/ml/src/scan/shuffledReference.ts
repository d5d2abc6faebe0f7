import type { LinearAlgebra } from '../linear/linearAlgebra.ts';
import type { Matrix } from '../matrix/matrix.ts';
import type { ClusteringParams } from '../params/index.ts';
import { createRandom } from '../random/random.ts';
import { drawSamples } from '../stability/drawSamples.ts';
import { shuffledColumns } from '../stability/shuffledColumns.ts';
import { labelsAmongSome } from './amongSome.ts';
import { reducedFor } from './clusterings.ts';
import { choosingScore } from './scores.ts';

// A fifth copy that does as well as the data is a chance of one in six; each costs a scan.
const COPIES = 5;
const SAMPLES_MAXIMUM = 5000;

/**
 * The best score, the one that chooses, that any value reaches on copies of the data with each column shuffled by itself:
 * what is reached without groups. The value is chosen anew for every copy, as it was for the data. Above 5,000 samples
 * that many stand for all. Null where no copy has a score.
 *
 * Throws the signal's reason.
 */
export async function shuffledReference(
  points: Matrix,
  clustering: ClusteringParams,
  values: readonly number[],
  options: {
    seed: number;
    signal?: AbortSignal;
    linear?: LinearAlgebra;
    onProgress?(fraction: number): void;
  },
): Promise<number | null> {
  const { seed, onProgress, ...ground } = options;
  const random = createRandom(Math.imul(seed, 0x85ebca6b) ^ 1);
  const { points: drawn } = drawSamples(points, SAMPLES_MAXIMUM, random);
  const possible = values.filter((value) => value <= drawn.rows);
  let best: number | null = null;
  for (let copy = 0; copy < COPIES; copy++) {
    const own = shuffledColumns(drawn, random);
    const { points: fitted } = await reducedFor(own, clustering, Math.max(...possible), ground);
    for (const value of possible) {
      const labels = await labelsAmongSome(fitted, clustering, value, {
        all: fitted.rows,
        seed: random.int(2 ** 32),
        ...ground,
      });
      const score = await choosingScore(clustering.algorithm, own, labels, ground);
      if (score !== null && (best === null || score > best)) best = score;
    }
    onProgress?.((copy + 1) / COPIES);
  }
  return best;
}
