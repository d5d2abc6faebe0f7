import type { BlobStore } from '@asterism/blobs';
import type { SampleSource } from '@asterism/db';
import { type ChannelPixels, chooseImage, readChannels } from '@asterism/fits';
import { withStoredFits } from './storedFits.ts';

export interface StoredImage {
  sources: readonly SampleSource[];
  height: number;
  width: number;
}

/** A sample's pixels from the stored files that they came in. Throws FitsError and BlobMissingError. */
export async function readSample(
  blobs: BlobStore,
  { sources, height, width }: StoredImage,
): Promise<ChannelPixels> {
  const ordered = [...sources].sort((a, b) => a.channel - b.channel);
  const area = height * width;
  const data = new Float32Array(ordered.length * area);
  for (const run of runsOf(ordered)) {
    const pixels = await readRun(blobs, run);
    data.set(pixels.data, run[0]!.channel * area);
  }
  return { data, channels: ordered.length, height, width };
}

/** Neighbouring channels of one file, HDU and axis, which are read together. */
function runsOf(sources: readonly SampleSource[]): SampleSource[][] {
  const runs: SampleSource[][] = [];
  for (const source of sources) {
    const last = runs.at(-1);
    if (last && isOneRun(last[0]!, source)) last.push(source);
    else runs.push([source]);
  }
  return runs;
}

const isOneRun = (a: SampleSource, b: SampleSource): boolean =>
  a.sha256 === b.sha256 && a.hdu === b.hdu && a.channelAxis === b.channelAxis;

async function readRun(blobs: BlobStore, run: readonly SampleSource[]): Promise<ChannelPixels> {
  const { sha256, hdu, channelAxis } = run[0]!;
  const planes = run.map(({ plane }) => plane ?? 0);
  const wish = { hdu, planes, ...(channelAxis === null ? {} : { channelAxis }) };
  return withStoredFits(blobs, sha256, (source, file) => readChannels(source, file, chooseImage(file, wish)));
}
