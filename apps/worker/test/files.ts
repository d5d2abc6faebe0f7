import { writeFits } from '@asterism/fits';
import { createRandom } from '@asterism/ml';

const SIDE = 40;

/** FITS files (2, 40, 40) of discs and rings in turn, unlike each other by noise: `s1.fits`, `s2.fits`, ... */
export function tinyFiles(count: number): Record<string, Uint8Array> {
  return Object.fromEntries(Array.from({ length: count }, (_, i) => [`s${i + 1}.fits`, tinyFile(i)]));
}

/** One of them. */
export function tinyFile(seed: number): Uint8Array {
  return writeFits([
    { shape: [2, SIDE, SIDE], data: tinyPixels(seed), cards: [{ keyword: 'OBJECT', value: `disc ${seed}` }] },
  ]);
}

/** (2, 40, 40) */
export function tinyPixels(seed: number): Float32Array {
  const random = createRandom(seed);
  const data = new Float32Array(2 * SIDE * SIDE);
  for (let channel = 0; channel < 2; channel++)
    for (let y = 0; y < SIDE; y++)
      for (let x = 0; x < SIDE; x++) {
        const radius = Math.hypot(x - SIDE / 2, y - SIDE / 2);
        const isLit = seed % 2 === 0 ? radius < 10 : radius > 8 && radius < 15;
        data[(channel * SIDE + y) * SIDE + x] = (isLit ? 5 + channel : 0) + 0.2 * random.normal();
      }
  return data;
}
