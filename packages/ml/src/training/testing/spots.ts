import { createRandom } from '../../random/random.ts';
import type { MemoryBatch } from '../imageBatch.ts';

export const SAMPLES = 11;
export const SIZE = 16;

/** Blurred spots at random places, two channels that differ in brightness; some pixels not measured. */
export function spots({ masked = false, samples = SAMPLES } = {}): MemoryBatch {
  const random = createRandom(5);
  const images = new Float32Array(samples * 2 * SIZE * SIZE);
  for (let sample = 0, at = 0; sample < samples; sample++) {
    const [x, y] = [4 + random.int(8), 4 + random.int(8)];
    for (const brightness of [1, 0.5])
      for (let i = 0; i < SIZE; i++)
        for (let j = 0; j < SIZE; j++)
          images[at++] = brightness * Math.exp(-((i - y) ** 2 + (j - x) ** 2) / 8);
  }
  const mask = masked ? Uint8Array.from(images, () => (random.next() < 0.95 ? 1 : 0)) : null;
  return { images, mask, samples, channels: 2, size: SIZE, geometry: 'CARTESIAN' };
}
