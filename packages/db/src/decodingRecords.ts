import { z } from 'zod';
import type { DecodingKind } from './generated/prisma/enums.ts';
import { blobRef } from './records.ts';
import { canonicalJson, sha256Hex } from './stageKey.ts';

const count = z.int().min(0);
const sha256 = z.string().regex(/^[0-9a-f]{64}$/);

/** How the reconstructions of all samples compare with the images they are of. Each is Float32 (samples). */
export const sampleScores = z.strictObject({
  /** Mean squared errors. */
  errors: blobRef,
  ssims: blobRef,
  msSsims: blobRef,
});
export type SampleScores = z.infer<typeof sampleScores>;

/** One sample beside what became of it. Each is Float32 (channels, size, size). */
export const reconstructedSample = z.strictObject({
  /** ID number. */
  index: count,
  original: blobRef,
  reconstruction: blobRef,
  /** Reconstruction minus original; 0 where nothing was measured. */
  residual: blobRef,
});

/** `Decoding.params` of each kind: what to decode with which weights of the TRAIN stage. */
export const decodingParams = {
  /** Scores of every sample by the weights of another epoch than ENCODE's. */
  RESCORE: z.strictObject({ weights: sha256 }),
  /** Pictures of some samples, by ID number. */
  RECONSTRUCT: z.strictObject({ weights: sha256, indexes: z.array(count).min(1).max(200) }),
  /** One latent dimension moved through its range, in so many steps. */
  TRAVERSE: z.strictObject({
    weights: sha256,
    /** Float32 (samples, latentSize), which say where the middle and the range are. */
    latents: blobRef,
    dimension: count,
    steps: z.int().min(2).max(64),
  }),
} as const;
export type DecodingParams<Kind extends DecodingKind> = z.infer<(typeof decodingParams)[Kind]>;

/** `Decoding.result` of each kind. */
export const decodingResult = {
  RESCORE: sampleScores,
  RECONSTRUCT: z.strictObject({ samples: z.array(reconstructedSample) }),
  /** Float32 (steps, channels, size, size) */
  TRAVERSE: z.strictObject({ images: blobRef }),
} as const;
export type DecodingResult<Kind extends DecodingKind> = z.infer<(typeof decodingResult)[Kind]>;

/** Raised by one when what a kind gives out changes, so that old rows keep their keys and are made anew. */
const DECODING_VERSIONS: Record<DecodingKind, number> = { RESCORE: 1, RECONSTRUCT: 1, TRAVERSE: 1 };

/** SHA-256 (hex) of everything that decides what is decoded, but for the last bits of a worker's arithmetic. */
export function decodingKey<Kind extends DecodingKind>(
  kind: Kind,
  trainStageId: string,
  params: DecodingParams<Kind>,
): string {
  return sha256Hex(canonicalJson({ kind, version: DECODING_VERSIONS[kind], trainStageId, params }));
}
