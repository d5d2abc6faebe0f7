import { createHash } from 'node:crypto';
import type { BlobStore } from '@asterism/blobs';
import type { HduSummary, HeaderCard } from '@asterism/db';
import type { Card, ChannelPixels, Hdu } from '@asterism/fits';
import { CHANNELS_MAXIMUM, channelStatistics, measureSample } from '@asterism/ml';
import { bytesOf } from '../child/context.ts';
import type { FileContent, TaskOf } from '../children/tasks.ts';
import { assembleSample, type StoredFile } from './assembleSample.ts';
import { refusalOfOne } from './fileRefusal.ts';
import type { PixelMemory } from './pixelMemory.ts';
import { takeServerFile } from './serverFile.ts';
import { surveyPixels } from './statistics.ts';

type ImportTask = TaskOf<'IMPORT'>;

export interface Reading {
  /** For the pixels of one sample after the other. */
  memory: PixelMemory;
  /** Called now and then while a large file is copied. */
  onCopied: () => void;
}

/**
 * Reads the file or files of one unit into what its sample holds. Throws FitsError, FileRefusal and BlobMissingError.
 */
export async function readFile(
  blobs: BlobStore,
  files: ImportTask['units'][number]['files'],
  { wish, folder }: Pick<ImportTask, 'wish' | 'folder'>,
  { memory, onCopied }: Reading,
): Promise<FileContent> {
  const stored: StoredFile[] = [];
  for (const { fileName, sha256 } of files)
    try {
      const taken = sha256 ?? (await takeServerFile(blobs, folderOf(folder), fileName, onCopied));
      stored.push({ fileName, sha256: taken });
    } catch (error) {
      throw files.length > 1 ? refusalOfOne(error, fileName) : error;
    }
  const { pixels, sources, read, file, hdu } = await assembleSample(blobs, stored, { wish, memory });
  const { preview, ...statistics } = surveyPixels(pixels);
  const { sha256: previewSha256 } = await blobs.put(bytesOf(preview.data));
  return {
    contentHash: createHash('sha256').update(JSON.stringify(read)).digest('hex'),
    sources,
    header: file.hdus[hdu]!.header.cards.map(cardRecord),
    hdus: file.hdus.map(hduRecord),
    channelCount: pixels.channels,
    width: pixels.width,
    height: pixels.height,
    ...statistics,
    pixelsSha256: hashPixels(pixels),
    previewSha256,
    previewWidth: preview.width,
    previewHeight: preview.height,
    ...(pixels.channels <= CHANNELS_MAXIMUM ? { channelStatistics: channelStatistics(pixels) } : {}),
    alignment: { source: measureSample(pixels) },
  };
}

function folderOf(folder: ImportTask['folder']): NonNullable<ImportTask['folder']> {
  if (!folder) throw new Error('A file without a hash lies in a folder, and none is named.');
  return folder;
}

const hashPixels = ({ data }: ChannelPixels): string =>
  createHash('sha256').update(bytesOf(data)).digest('hex');

const hduRecord = ({ index, type, name, shape, bitpix, compression }: Hdu): HduSummary => ({
  index,
  type: escapeNul(type),
  name: name === null ? null : escapeNul(name),
  shape,
  bitpix,
  compression: compression === null ? null : escapeNul(compression),
});

function cardRecord({ keyword, value, comment }: Card): HeaderCard {
  return {
    keyword: escapeNul(keyword),
    value: recordValue(value),
    comment: comment === null ? null : escapeNul(comment),
  };
}

/** JSON has no integers beyond 2^53 and no infinities: those are kept as text. */
function recordValue(value: Card['value']): HeaderCard['value'] {
  if (typeof value === 'string') return escapeNul(value);
  if (typeof value === 'bigint') return String(value);
  return typeof value === 'number' && !Number.isFinite(value) ? String(value) : value;
}

// PostgreSQL's jsonb refuses the character U+0000.
const escapeNul = (text: string): string => text.replaceAll('\0', '\\u0000');
