import { z } from 'zod';
import { blobRef } from './records.ts';

const count = z.int().min(0);

/** `Encoding.request`: how files that were sent are read; as in ImportRequest. */
export const encodingRequest = z.strictObject({
  hdus: z.array(count).nullable(),
  planes: z.array(count).nullable(),
  channelAxis: count.nullable(),
  /** A pattern of the names with {sample} and {channel}; see packages/db/src/namePattern.ts. */
  groupBy: z.string().nullable(),
});
export type EncodingRequest = z.infer<typeof encodingRequest>;

/** `Encoding.result`; the rows are the images that were not refused, in the order of their numbers. */
export const encodingResult = z.strictObject({
  /** Float32 (images, latentSize) */
  latents: blobRef,
  /** Float32 (images, 2), on the experiment's map by principal components; null where it has none. */
  coordinates: blobRef.nullable(),
});
export type EncodingResult = z.infer<typeof encodingResult>;

/** `EncodedImage.neighbours`: samples that the model was trained on, by ID number, nearest in latent space first. */
export const neighbours = z.array(z.strictObject({ index: count, distance: z.number() }));

/** Where one image falls, as it is written to its row. */
export const placedImage = z.strictObject({
  /** EncodedImage.number */
  number: count,
  row: count,
  label: z.int().min(-1),
  distance: z.number(),
  shareNearer: z.number(),
  neighbours,
  reconstructionError: z.number().nullable(),
  errorShare: z.number().nullable(),
});
export type PlacedImage = z.infer<typeof placedImage>;
