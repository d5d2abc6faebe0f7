import { createHash } from 'node:crypto';
import {
  type ByteSource,
  type FitsFile,
  type FitsWarning,
  type Hdu,
  imageStatistics,
  isImage,
} from '@asterism/fits';
import { hduType } from './hduType.ts';
import { type Refusal, toRefusal, withFits } from './withFits.ts';

/** What stands in a line about an HDU; all but the first two for images with pixels alone. */
export interface HduStatistics {
  index: number;
  type: string;
  shape?: number[];
  dtype?: string;
  /** SHA-256 of the physical values, little-endian, in the type of `dtype`. */
  sha256_le?: string;
  finite?: number;
  min?: number | null;
  max?: number | null;
  sum?: number;
}

export interface FileStatistics {
  file: string;
  hdus: HduStatistics[];
  warnings: FitsWarning[];
  error: Refusal | null;
}

/** Statistics of every HDU of a file. What cannot be read becomes its `error`; of several, the first. */
export async function fileStatistics(path: string): Promise<FileStatistics> {
  const result = await withFits(path, (file, source) => statisticsOf(path, file, source));
  return 'done' in result ? result.done : { file: path, hdus: [], warnings: [], error: result.refusal };
}

async function statisticsOf(path: string, file: FitsFile, source: ByteSource): Promise<FileStatistics> {
  const hdus: HduStatistics[] = [];
  const warnings = [...file.warnings];
  let error: Refusal | null = null;
  for (const hdu of file.hdus) {
    const place = { index: hdu.index, type: hduType(hdu) };
    if (!isImage(hdu) || hdu.shape.length === 0 || hdu.shape.includes(0)) {
      hdus.push(place);
      continue;
    }
    try {
      const { warnings: oddities, ...statistics } = await hashedStatistics(source, hdu);
      hdus.push({ ...place, ...statistics });
      warnings.push(...oddities);
    } catch (reason) {
      hdus.push(place);
      error ??= toRefusal(reason);
    }
  }
  return { file: path, hdus, warnings, error };
}

async function hashedStatistics(source: ByteSource, hdu: Hdu) {
  const hash = createHash('sha256');
  const { shape, dtype, finite, min, max, sum, warnings } = await imageStatistics(source, hdu, {
    onPixels: ({ buffer, byteOffset, byteLength }) =>
      hash.update(new Uint8Array(buffer, byteOffset, byteLength)),
  });
  return { shape, dtype, sha256_le: hash.digest('hex'), finite, min, max, sum, warnings };
}
