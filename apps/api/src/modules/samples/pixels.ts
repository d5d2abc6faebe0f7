import type { BlobStore } from '@asterism/blobs';
import { type SampleContent, type SampleSource, sampleSource } from '@asterism/db';
import {
  chooseImage,
  FitsError,
  type FitsFile,
  type ImageChoice,
  type ImageWish,
  openFits,
  readChannels,
} from '@asterism/fits';
import { openFileSource } from '@asterism/fits/node';
import { z } from 'zod';

type Content = Pick<SampleContent, 'sources' | 'channelCount' | 'height' | 'width'>;

/** A sample's pixels out of its stored files: Float32 (channels, height, width), row 0 at the bottom. */
export async function readSamplePixels(blobs: BlobStore, content: Content): Promise<Float32Array> {
  const { channelCount, height, width } = content;
  const area = height * width;
  const pixels = new Float32Array(channelCount * area);
  for (const planes of byImage(z.array(sampleSource).parse(content.sources))) {
    const read = await readPlanes(blobs, planes, content);
    planes.forEach(({ channel }, i) => {
      pixels.set(read.subarray(i * area, (i + 1) * area), channel * area);
    });
  }
  return pixels;
}

/** One channel's pixels, (height, width). */
export async function readSampleChannel(
  blobs: BlobStore,
  content: Content,
  channel: number,
): Promise<Float32Array> {
  const sources = z.array(sampleSource).parse(content.sources);
  return readPlanes(
    blobs,
    sources.filter((source) => source.channel === channel),
    content,
  );
}

/** Planes of one HDU are read together: its header is walked once. */
function byImage(sources: readonly SampleSource[]): SampleSource[][] {
  const images = new Map<string, SampleSource[]>();
  for (const source of sources) {
    const key = `${source.sha256}#${source.hdu}`;
    images.set(key, [...(images.get(key) ?? []), source]);
  }
  return [...images.values()];
}

async function readPlanes(
  blobs: BlobStore,
  planes: readonly SampleSource[],
  content: Content,
): Promise<Float32Array> {
  const file = await openFileSource(await blobs.localPath(planes[0]!.sha256));
  try {
    const fits = await openFits(file);
    const { data } = await readChannels(file, fits, chosenImage(fits, planes, content));
    return data;
  } finally {
    await file.close();
  }
}

/** The channel axis is not recorded with the sources: it is the one that leaves the sample's height and width. */
function chosenImage(
  fits: FitsFile,
  planes: readonly SampleSource[],
  { height, width }: Content,
): ImageChoice {
  const { hdu } = planes[0]!;
  const numbers = planes.flatMap(({ plane }) => (plane === null ? [] : [plane]));
  const wish: ImageWish = numbers.length > 0 ? { hdu, planes: numbers } : { hdu };
  const axes = (fits.hdus[hdu]?.shape ?? []).map((_, axis) => axis);
  const wishes = [wish, ...axes.map((channelAxis) => ({ ...wish, channelAxis }))];
  for (const each of wishes) {
    const choice = fittingChoice(fits, each);
    if (choice?.height === height && choice.width === width && choice.channels === planes.length)
      return choice;
  }
  throw new Error(`HDU ${hdu} no longer holds an image of ${height} x ${width} pixels.`);
}

function fittingChoice(fits: FitsFile, wish: ImageWish): ImageChoice | null {
  try {
    return chooseImage(fits, wish);
  } catch (error) {
    if (error instanceof FitsError) return null;
    throw error;
  }
}
