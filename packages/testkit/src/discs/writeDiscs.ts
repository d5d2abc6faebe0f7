import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { writeFits } from '@asterism/fits';
import { generateDisc } from './disc.ts';

export interface WriteDiscsOptions {
  /** 150 where left out. */
  count?: number;
  /** Pixels a side; 600 where left out. */
  size?: number;
  seed: number;
  onProgress?(done: number): void;
}

/**
 * Writes disc_000.fits and so on; every third one with its channels stored as (4, 1, 1, size, size). What the discs
 * really are goes to `<folder>.truth.json`, outside the folder, so that no import takes it.
 */
export async function writeDiscs(
  folder: string,
  { count = 150, size = 600, seed, onProgress }: WriteDiscsOptions,
): Promise<void> {
  await mkdir(folder, { recursive: true });
  const truths: Record<string, unknown> = {};
  for (let index = 0; index < count; index++) {
    const { data, truth } = generateDisc({ index, seed, size });
    const name = `disc_${String(index).padStart(3, '0')}.fits`;
    const shape = index % 3 === 2 ? [4, 1, 1, size, size] : [4, size, size];
    await writeFile(join(folder, name), writeFits([{ shape, data, cards: discCards(index, shape) }]));
    truths[name] = truth;
    onProgress?.(index + 1);
  }
  await writeFile(`${folder}.truth.json`, JSON.stringify(truths, null, 1));
}

function discCards(index: number, shape: readonly number[]) {
  const size = shape.at(-1)!;
  const cell = 1.2 / size / 3600;
  return [
    { keyword: 'OBJECT', value: `DISC-${String(index).padStart(3, '0')}`, comment: 'generated disc' },
    { keyword: 'TELESCOP', value: 'SYNTHETIC' },
    { keyword: 'BUNIT', value: 'Jy/beam', comment: 'arbitrary scale' },
    { keyword: 'CTYPE1', value: 'RA---SIN' },
    { keyword: 'CTYPE2', value: 'DEC--SIN' },
    { keyword: 'CUNIT1', value: 'deg' },
    { keyword: 'CUNIT2', value: 'deg' },
    { keyword: 'CRPIX1', value: size / 2 + 0.5 },
    { keyword: 'CRPIX2', value: size / 2 + 0.5 },
    { keyword: 'CRVAL1', value: 165.466 + index * 0.01 },
    { keyword: 'CRVAL2', value: -34.705 },
    { keyword: 'CDELT1', value: -cell },
    { keyword: 'CDELT2', value: cell },
    {
      keyword: `CTYPE${shape.length}`,
      value: 'CHANNEL',
      comment: '0 continuum, 1 and 2 lines, 3 empty band',
    },
  ];
}
