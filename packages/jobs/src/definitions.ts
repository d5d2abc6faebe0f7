import { z } from 'zod';

/** What a message says, and how long and how often it may be tried. Both ends parse the payload. */
export interface JobDefinition<Payload extends z.ZodType> {
  payload: Payload;
  maxAttempts: number;
}

const define = <Payload extends z.ZodType>(definition: JobDefinition<Payload>) => definition;

// Rows carry the truth and their own attempts, so a message is tried few times: the sweep sends lost ones again.
export const jobDefinitions = {
  'experiment.plan': define({ payload: z.strictObject({ experimentId: z.string() }), maxAttempts: 3 }),
  'stage.run': define({ payload: z.strictObject({ stageId: z.string() }), maxAttempts: 1 }),
  'verification.advance': define({ payload: z.strictObject({ verificationId: z.string() }), maxAttempts: 3 }),
  'version.import': define({ payload: z.strictObject({ versionId: z.string() }), maxAttempts: 1 }),
  'decoding.run': define({ payload: z.strictObject({ decodingId: z.string() }), maxAttempts: 1 }),
  'encoding.run': define({ payload: z.strictObject({ encodingId: z.string() }), maxAttempts: 1 }),
  sweep: define({ payload: z.looseObject({}), maxAttempts: 1 }),
} as const;

export type JobName = keyof typeof jobDefinitions;
export type JobPayload<Name extends JobName> = z.infer<(typeof jobDefinitions)[Name]['payload']>;

/** Somebody sits and waits for these: a taker of their own takes them, so that no import or stage is before them. */
export const AWAITED_JOBS: ReadonlySet<JobName> = new Set(['decoding.run', 'encoding.run'] as const);
