import type { BlobStore } from '@asterism/blobs';
import { measuredSource, sampleSource } from '@asterism/db';
import { binPlane } from '@asterism/fits';
import { preprocessingParams } from '@asterism/ml/params';
import { outlineOf, preprocessSample } from '@asterism/ml/preprocess';
import { z } from 'zod';
import { readSamplePixels } from '../samples/pixels.ts';

/** What a preview is made of; everything that decides its bytes. */
export const previewOrder = z.strictObject({
  sources: z.array(sampleSource),
  channelCount: z.int(),
  width: z.int(),
  height: z.int(),
  source: measuredSource.nullable(),
  /** Of the pixels. */
  unit: z.string().nullable(),
  params: preprocessingParams,
});
export type PreviewOrder = z.infer<typeof previewOrder>;

export interface Preview {
  /** (channels, size, size): what the model sees. */
  image: Float32Array;
  /** (channels, rawHeight, rawWidth): the chosen channels as they are, averaged down. */
  raw: Float32Array;
  rawWidth: number;
  rawHeight: number;
  steps: string[];
  /** x, y in raw pixels: what was taken of the picture. */
  outline: [x: number, y: number][];
}

// A raw picture beside the image; larger ones are averaged down by a whole factor.
const RAW_SIDE = 256;

/** Reads the sample's pixels and does to them what a PREPROCESS stage would do. Throws FitsError, BlobMissingError. */
export async function makePreview(blobs: BlobStore, order: PreviewOrder): Promise<Preview> {
  const { sources, channelCount, width, height, source, unit, params } = order;
  const data = await readSamplePixels(blobs, { sources, channelCount, width, height });
  const { image, steps, placement } = preprocessSample(
    { data, channels: channelCount, width, height },
    params,
    { source, unit: unit ?? undefined },
  );
  const factor = Math.max(1, Math.ceil(Math.max(width, height) / RAW_SIDE));
  const planes = params.channels.map((channel) =>
    binPlane(
      { data: data.subarray(channel * width * height, (channel + 1) * width * height), width, height },
      factor,
    ),
  );
  const { width: rawWidth, height: rawHeight } = planes[0]!;
  const raw = new Float32Array(planes.length * rawWidth * rawHeight);
  planes.forEach((plane, i) => {
    raw.set(plane.data, i * rawWidth * rawHeight);
  });
  return { image, raw, rawWidth, rawHeight, steps, outline: outlineOf(placement) };
}
