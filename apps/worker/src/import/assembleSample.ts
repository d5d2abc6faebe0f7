import type { BlobStore } from '@asterism/blobs';
import type { SampleSource } from '@asterism/db';
import {
  type ChannelPixels,
  chooseImage,
  type FitsFile,
  type ImageChoice,
  readChannels,
} from '@asterism/fits';
import type { TaskOf } from '../children/tasks.ts';
import { withStoredFits } from '../stages/storedFits.ts';
import { FileRefusal, refusalOfOne } from './fileRefusal.ts';
import type { PixelMemory } from './pixelMemory.ts';

type Wish = TaskOf<'IMPORT'>['wish'];

export interface StoredFile {
  fileName: string;
  sha256: string;
}

/** One image of a file, as the channels that it brings. */
interface Part {
  fileName: string;
  sha256: string;
  choice: ImageChoice;
  pixels: ChannelPixels;
}

export interface AssembledSample {
  pixels: ChannelPixels;
  sources: SampleSource[];
  /** What was read, as far as it decides about the pixels. */
  read: { sha256: string; hdu: number; planes: number[]; channelAxis: number | null }[];
  /** Of the first image: the file that it is in, and its HDU. */
  file: FitsFile;
  hdu: number;
}

// What a child process may hold of one sample; a typed array of more is refused by some machines.
const MAXIMUM_BYTES = 2 ** 32;

/**
 * Reads the images of all files and HDUs and puts their planes behind one another as the channels of one sample. The pixels
 * may lie in `memory`, until it is taken again. Throws FitsError, FileRefusal SIZE_MISMATCH and TOO_LARGE, and
 * BlobMissingError.
 */
export async function assembleSample(
  blobs: BlobStore,
  files: readonly StoredFile[],
  { wish, memory }: { wish: Wish; memory: PixelMemory },
): Promise<AssembledSample> {
  const isOnlyPart = files.length * (wish.hdus?.length ?? 1) === 1;
  const parts: Part[] = [];
  let first: FitsFile | null = null;
  for (const stored of files)
    try {
      await withStoredFits(blobs, stored.sha256, async (source, file) => {
        first ??= file;
        for (const hdu of wish.hdus ?? [null]) {
          const choice = chooseImage(file, wishOf(wish, hdu));
          checkFits(parts, choice);
          const target = isOnlyPart ? memory.take(choice.channels * choice.height * choice.width) : null;
          const pixels = await readChannels(source, file, choice, target ? { target } : {});
          parts.push({ ...stored, choice, pixels });
        }
      });
    } catch (error) {
      throw files.length > 1 ? refusalOfOne(error, stored.fileName) : error;
    }
  if (!first) throw new Error('A sample is made of one file at least.');
  return {
    pixels: joinChannels(parts),
    sources: sourcesOf(parts),
    read: parts.map(({ sha256, choice: { hdu, planes, channelAxis } }) => ({
      sha256,
      hdu,
      planes,
      channelAxis,
    })),
    file: first,
    hdu: parts[0]!.choice.hdu,
  };
}

const wishOf = ({ planes, channelAxis }: Wish, hdu: number | null) => ({
  ...(hdu === null ? {} : { hdu }),
  ...(planes === null ? {} : { planes }),
  ...(channelAxis === null ? {} : { channelAxis }),
});

function checkFits(parts: readonly Part[], choice: ImageChoice): void {
  const [first] = parts;
  const { height, width, hdu } = choice;
  if (first && (first.choice.height !== height || first.choice.width !== width))
    throw new FileRefusal(
      'SIZE_MISMATCH',
      `Its HDU ${hdu} is ${width} x ${height} pixels, HDU ${first.choice.hdu} of ${first.fileName} ${first.choice.width} x ${first.choice.height}; the channels of a sample are of one size.`,
    );
  const channels = parts.reduce((sum, part) => sum + part.choice.channels, choice.channels);
  if (channels * height * width * Float32Array.BYTES_PER_ELEMENT > MAXIMUM_BYTES)
    throw new FileRefusal(
      'TOO_LARGE',
      `Its ${channels} channels of ${width} x ${height} pixels need more than ${MAXIMUM_BYTES} bytes; choose fewer planes.`,
    );
}

function joinChannels(parts: readonly Part[]): ChannelPixels {
  const [first] = parts;
  if (parts.length === 1) return first!.pixels;
  const { height, width } = first!.pixels;
  const channels = parts.reduce((sum, { pixels }) => sum + pixels.channels, 0);
  const data = new Float32Array(channels * height * width);
  let at = 0;
  for (const { pixels } of parts) {
    data.set(pixels.data, at);
    at += pixels.data.length;
  }
  return { data, channels, height, width };
}

function sourcesOf(parts: readonly Part[]): SampleSource[] {
  let channel = 0;
  return parts.flatMap(({ fileName, sha256, choice: { hdu, planes, channelAxis } }) =>
    planes.map((plane) => ({
      fileName,
      sha256,
      hdu,
      plane: channelAxis === null ? null : plane,
      channelAxis,
      channel: channel++,
    })),
  );
}
