import type { BlobStore } from '@asterism/blobs';
import type { SampleSource } from '@asterism/db';
import {
  type ChannelPixels,
  chooseImage,
  type FitsFile,
  type ImageChoice,
  openFits,
  readChannels,
} from '@asterism/fits';
import { openFileSource } from '@asterism/fits/node';

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
    const pixels = await readRun(blobs, run, { height, width });
    data.set(pixels.data, run[0]!.channel * area);
  }
  return { data, channels: ordered.length, height, width };
}

/** Neighbouring channels of one file and HDU, which are read together. */
function runsOf(sources: readonly SampleSource[]): SampleSource[][] {
  const runs: SampleSource[][] = [];
  for (const source of sources) {
    const last = runs.at(-1);
    if (last && last[0]!.sha256 === source.sha256 && last[0]!.hdu === source.hdu) last.push(source);
    else runs.push([source]);
  }
  return runs;
}

async function readRun(
  blobs: BlobStore,
  run: readonly SampleSource[],
  size: { height: number; width: number },
): Promise<ChannelPixels> {
  const { sha256, hdu } = run[0]!;
  const source = await openFileSource(await blobs.localPath(sha256));
  try {
    const file = await openFits(source);
    const planes = run.map(({ plane }) => plane ?? 0);
    return await readChannels(source, file, choiceOf(file, { hdu, planes }, size));
  } finally {
    await source.close();
  }
}

/** The axis of the channels is not recorded: where the usual one gives another size, it is the one that gives this. */
function choiceOf(
  file: FitsFile,
  wish: { hdu: number; planes: number[] },
  { height, width }: { height: number; width: number },
): ImageChoice {
  const shape = file.hdus[wish.hdu]?.shape ?? [];
  const isRight = (choice: ImageChoice) => choice.height === height && choice.width === width;
  const longest = Math.max(...wish.planes);
  const usual = chooseImage(file, { hdu: wish.hdu });
  const axes = [usual.channelAxis, ...shape.keys()].filter((axis) => axis === null || shape[axis]! > longest);
  for (const channelAxis of axes) {
    const choice = chooseImage(file, { ...wish, ...(channelAxis === null ? {} : { channelAxis }) });
    if (isRight(choice)) return choice;
  }
  throw new Error(`HDU ${wish.hdu} of a stored file does not give ${height} x ${width} pixels any more.`);
}
