import type { BlobStore } from '@asterism/blobs';
import type { SampleSource } from '@asterism/db';
import { type ChannelPixels, chooseImage, readChannels } from '@asterism/fits';
import type { PixelMemory } from '../import/pixelMemory.ts';
import { withStoredFits } from './storedFits.ts';

export interface StoredImage {
  sources: readonly SampleSource[];
  height: number;
  width: number;
}

export interface SampleReading {
  /** Channels that are read; what the others hold is undefined. All where it is null. */
  channels?: readonly number[] | null;
  memory?: PixelMemory;
}

/**
 * A sample's pixels from the stored files that they came in; they are written over when the same memory is read into
 * again. Throws FitsError and BlobMissingError.
 */
export async function readSample(
  blobs: BlobStore,
  { sources, height, width }: StoredImage,
  { channels = null, memory }: SampleReading = {},
): Promise<ChannelPixels> {
  const ordered = [...sources].sort((a, b) => a.channel - b.channel);
  const area = height * width;
  const length = ordered.length * area;
  const data = memory?.take(length)?.subarray(0, length) ?? new Float32Array(length);
  const wanted = ordered.filter(({ channel }) => channels === null || channels.includes(channel));
  for (const run of runsOf(wanted)) {
    const from = run[0]!.channel * area;
    await readRun(blobs, run, data.subarray(from, from + run.length * area));
  }
  return { data, channels: ordered.length, height, width };
}

/** Neighbouring channels of one file, HDU and axis, which are read together. */
function runsOf(sources: readonly SampleSource[]): SampleSource[][] {
  const runs: SampleSource[][] = [];
  for (const source of sources) {
    const last = runs.at(-1);
    if (last && isOneRun(last[0]!, source) && last.at(-1)!.channel + 1 === source.channel) last.push(source);
    else runs.push([source]);
  }
  return runs;
}

const isOneRun = (a: SampleSource, b: SampleSource): boolean =>
  a.sha256 === b.sha256 && a.hdu === b.hdu && a.channelAxis === b.channelAxis;

async function readRun(blobs: BlobStore, run: readonly SampleSource[], target: Float32Array): Promise<void> {
  const { sha256, hdu, channelAxis } = run[0]!;
  const planes = run.map(({ plane }) => plane ?? 0);
  const wish = { hdu, planes, ...(channelAxis === null ? {} : { channelAxis }) };
  await withStoredFits(blobs, sha256, (source, file) =>
    readChannels(source, file, chooseImage(file, wish), { target }),
  );
}
