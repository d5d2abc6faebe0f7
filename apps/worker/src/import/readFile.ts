import { createHash } from 'node:crypto';
import type { BlobStore } from '@asterism/blobs';
import type { HduSummary, HeaderCard } from '@asterism/db';
import { type Card, type ChannelPixels, chooseImage, type Hdu, openFits, readChannels } from '@asterism/fits';
import { openFileSource } from '@asterism/fits/node';
import { CHANNELS_MAXIMUM, channelStatistics, measureSample } from '@asterism/ml';
import { bytesOf } from '../child/context.ts';
import type { FileContent, TaskOf } from '../children/tasks.ts';
import { makePreview } from './preview.ts';
import { pixelStatistics } from './statistics.ts';

type Wish = TaskOf<'IMPORT'>['wish'];

/** Reads one stored file into what its sample holds. Throws FitsError and BlobMissingError. */
export async function readFile(
  blobs: BlobStore,
  { fileName, sha256 }: { fileName: string; sha256: string },
  { hdu, planes, channelAxis }: Wish,
): Promise<FileContent> {
  const source = await openFileSource(await blobs.localPath(sha256));
  try {
    const file = await openFits(source);
    const choice = chooseImage(file, {
      ...(hdu === null ? {} : { hdu }),
      ...(planes === null ? {} : { planes }),
      ...(channelAxis === null ? {} : { channelAxis }),
    });
    const pixels = await readChannels(source, file, choice);
    const preview = makePreview(pixels);
    const stored = await blobs.put(bytesOf(preview.data));
    const read = [{ sha256, hdu: choice.hdu, planes: choice.planes, channelAxis: choice.channelAxis }];
    return {
      contentHash: createHash('sha256').update(JSON.stringify(read)).digest('hex'),
      sources: choice.planes.map((plane, channel) => ({
        fileName,
        sha256,
        hdu: choice.hdu,
        plane: choice.channelAxis === null ? null : plane,
        channelAxis: choice.channelAxis,
        channel,
      })),
      header: file.hdus[choice.hdu]!.header.cards.map(cardRecord),
      hdus: file.hdus.map(hduRecord),
      channelCount: choice.channels,
      width: choice.width,
      height: choice.height,
      ...pixelStatistics(pixels),
      pixelsSha256: hashPixels(pixels),
      previewSha256: stored.sha256,
      previewWidth: preview.width,
      previewHeight: preview.height,
      ...(pixels.channels <= CHANNELS_MAXIMUM ? { channelStatistics: channelStatistics(pixels) } : {}),
      alignment: { source: measureSample(pixels) },
    };
  } finally {
    await source.close();
  }
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
