import type { BlobStore } from '@asterism/blobs';
import { type SampleContent, type SampleSource, sampleSource } from '@asterism/db';
import { chooseImage, openFits, readChannels, unpackedSource } from '@asterism/fits';
import { openFileSource } from '@asterism/fits/node';
import { z } from 'zod';

type Content = Pick<SampleContent, 'sources' | 'channelCount' | 'height' | 'width'>;

/** A sample's pixels out of its stored files: Float32 (channels, height, width), row 0 at the bottom. */
export async function readSamplePixels(blobs: BlobStore, content: Content): Promise<Float32Array> {
  const { channelCount, height, width } = content;
  const area = height * width;
  const pixels = new Float32Array(channelCount * area);
  for (const planes of byImage(z.array(sampleSource).parse(content.sources))) {
    const read = await readPlanes(blobs, planes);
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
  );
}

/** Planes of one HDU and axis are read together: its header is walked once. */
function byImage(sources: readonly SampleSource[]): SampleSource[][] {
  const images = new Map<string, SampleSource[]>();
  for (const source of sources) {
    const key = `${source.sha256}#${source.hdu}#${source.channelAxis}`;
    images.set(key, [...(images.get(key) ?? []), source]);
  }
  return [...images.values()];
}

async function readPlanes(blobs: BlobStore, sources: readonly SampleSource[]): Promise<Float32Array> {
  const { sha256, hdu, channelAxis } = sources[0]!;
  const file = await openFileSource(await blobs.localPath(sha256));
  try {
    const source = await unpackedSource(file);
    const fits = await openFits(source);
    const planes = sources.map(({ plane }) => plane ?? 0);
    const wish = { hdu, planes, ...(channelAxis === null ? {} : { channelAxis }) };
    const { data } = await readChannels(source, fits, chooseImage(fits, wish));
    return data;
  } finally {
    await file.close();
  }
}
