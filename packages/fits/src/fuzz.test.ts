import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { bytesSource, chooseImage, isImage, openFits, readChannels, readImage, writeFits } from './index.ts';

const fixture = (name: string) => readFileSync(join(import.meta.dirname, '../fixtures', name));
const originals: [name: string, bytes: Uint8Array, rounds: number][] = [
  [
    'two images of the writer',
    writeFits([
      { shape: [2, 5, 4], data: Float32Array.from({ length: 40 }, (_, i) => i / 3) },
      {
        shape: [3, 4],
        data: Int16Array.from({ length: 12 }, (_, i) => i),
        cards: [{ keyword: 'BLANK', value: 3 }],
      },
    ]),
    2000,
  ],
  ['every kind of card', fixture('header.fits'), 1000],
  ['every type of image', fixture('images.fits'), 500],
  ['random groups', fixture('groups.fits'), 1000],
];

/** Small, seeded, and as random as this needs. */
function randomInts(seed: number) {
  let x = seed;
  return (below: number): number => {
    x = (Math.imul(x, 1103515245) + 12345) >>> 0;
    return Math.floor((x / 2 ** 32) * below);
  };
}

/** Reads all that can be read; every failure but a typed one is thrown. Gives the number of typed ones. */
async function readAll(bytes: Uint8Array): Promise<number> {
  let errors = 0;
  const refuse = (error: unknown) => {
    if (!(error instanceof Error) || error.name !== 'FitsError') throw error;
    errors += 1;
    return null;
  };
  const source = bytesSource(bytes);
  const file = await openFits(source).catch(refuse);
  if (!file) return errors;
  for (const hdu of file.hdus.filter(isImage)) {
    const image = await readImage(source, hdu).catch(refuse);
    if (image) expect(image.data.length).toBe(hdu.shape.reduce((product, length) => product * length, 1));
  }
  const read = async () => {
    const choice = chooseImage(file);
    return { choice, pixels: await readChannels(source, file, choice) };
  };
  const sample = await read().catch(refuse);
  if (sample)
    expect(sample.pixels.data.length).toBe(
      sample.choice.channels * sample.choice.height * sample.choice.width,
    );
  return errors;
}

test.each(originals)(
  '%s: bytes changed at random end in data of the declared size or a typed error',
  async (_, original, rounds) => {
    const random = randomInts(12345);
    let errors = 0;
    for (let round = 0; round < rounds; round++) {
      const bytes = new Uint8Array(original);
      for (let i = 0; i <= random(3); i++)
        bytes[random(2) ? random(600) : random(bytes.length)] = random(256);
      errors += await readAll(random(4) ? bytes : bytes.subarray(0, random(bytes.length)));
    }
    expect(errors).toBeGreaterThan(rounds / 20);
  },
);
