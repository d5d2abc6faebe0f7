import { checkpoint, epochEvent } from '@asterism/db';
import { z } from 'zod';
import { importedFile, task } from './tasks.ts';

export const childRole = z.enum(['numeric', 'decoder', 'light']);
/**
 * `numeric` children train and encode; `decoder` ones make what somebody waits for, which a training must not hold up.
 * Both load TensorFlow. `light` ones do everything else.
 */
export type ChildRole = z.infer<typeof childRole>;

const backendChoice = z.enum(['auto', 'native', 'wasm']);
export type BackendChoice = z.infer<typeof backendChoice>;

export const backendFacts = z.strictObject({
  kind: z.enum(['native', 'wasm']),
  /** Version of the library that computes. */
  library: z.string(),
  threads: z.int(),
  /** GPU where the library found one that it can use. */
  device: z.enum(['CPU', 'GPU']),
  /** Why it is not the native one, where that was wanted. */
  fallbackReason: z.string().nullable(),
});
export type BackendFacts = z.infer<typeof backendFacts>;

export const toChild = z.discriminatedUnion('type', [
  z.strictObject({
    type: z.literal('start'),
    role: childRole,
    blobUrl: z.string(),
    backend: backendChoice,
    threads: z.int(),
  }),
  z.strictObject({ type: z.literal('run'), task }),
  z.strictObject({ type: z.literal('abort') }),
]);
export type ToChild = z.infer<typeof toChild>;

export const workReport = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('progress'), fraction: z.number() }),
  z.strictObject({ type: z.literal('epoch'), epoch: epochEvent }),
  z.strictObject({ type: z.literal('checkpoint'), checkpoint }),
  z.strictObject({ type: z.literal('file'), file: importedFile }),
]);
/** What a child tells while it works. */
export type WorkReport = z.infer<typeof workReport>;

const storedBlob = z.strictObject({ sha256: z.string(), bytes: z.int() });

export const taskFailure = z.strictObject({
  name: z.string(),
  code: z.string().nullable(),
  message: z.string(),
  stack: z.string().nullable(),
});
export type TaskFailure = z.infer<typeof taskFailure>;

export const fromChild = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('ready'), backend: backendFacts.nullable() }),
  z.strictObject({ type: z.literal('unavailable'), reason: z.string() }),
  z.strictObject({ type: z.literal('report'), report: workReport }),
  /** `blobs` are all that the task put into the store. */
  z.strictObject({ type: z.literal('done'), result: z.unknown(), blobs: z.array(storedBlob) }),
  z.strictObject({ type: z.literal('failed'), failure: taskFailure }),
  z.strictObject({ type: z.literal('aborted') }),
]);
export type FromChild = z.infer<typeof fromChild>;
