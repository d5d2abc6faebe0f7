import { z } from 'zod';
import { StageKind } from './generated/prisma/enums.ts';
import { failure } from './records.ts';

/** What came of a stage that was run again. */
const verifiedStage = z.strictObject({
  kind: z.enum(StageKind),
  /** Of a PROJECT stage; null of others. */
  projection: z.string().nullable(),
  /** Every blob that it left has the hash it had. */
  identical: z.boolean(),
  seconds: z.number().nullable(),
});

/** `ExperimentVerification.report`: whether the same came out, and if not, how far apart and what may be why. */
export const verificationReport = z.strictObject({
  /** Every blob of every stage has the hash it had. */
  identical: z.boolean(),
  /** Adjusted Rand index of the labels then and now; null where they cannot be compared. */
  labelAgreement: z.number().nullable(),
  /** Largest absolute difference of a latent's number; null where they cannot be compared. */
  largestLatentDifference: z.number().nullable(),
  /** What differs between then and now, a sentence each. */
  differences: z.array(z.string()),
  /** In the order of the chain. */
  stages: z.array(verifiedStage),
  /** Of the worker that trained now. */
  environment: z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()])),
});
export type VerificationReport = z.infer<typeof verificationReport>;

/** `ExperimentVerification.failure`; the stage is null where the results could not be compared. */
export const verificationFailure = z.strictObject({
  ...failure.shape,
  stage: z.enum(StageKind).nullable(),
});
export type VerificationFailure = z.infer<typeof verificationFailure>;
