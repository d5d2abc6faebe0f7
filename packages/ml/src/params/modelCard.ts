import { z } from 'zod';
import { GEOMETRIES } from './choices.ts';
import { modelParams } from './model.ts';
import { preprocessingParams } from './preprocessing.ts';

export const MODEL_CARD_FORMAT = 'asterism-model';
/** Raised by one when a reader of the earlier version would understand a card wrongly. */
export const MODEL_CARD_VERSION = 1;

const count = z.int().min(0);
const sha256 = z.string().regex(/^[0-9a-f]{64}$/);
const measure = z.number().nullable();

/** How a data set's files were read into samples; null where the reader chose. */
const reading = z.object({
  hdus: z.array(count).nullable(),
  planes: z.array(count).nullable(),
  channelAxis: count.nullable(),
  /** A pattern of file names where several files make a sample. */
  groupBy: z.string().nullable(),
});

/**
 * What a trained model's weights file needs beside it to be used and understood elsewhere: docs/model-files.md. Readers
 * ignore what they do not know.
 */
export const modelCard = z.object({
  format: z.literal(MODEL_CARD_FORMAT),
  formatVersion: z.literal(MODEL_CARD_VERSION),
  product: z.object({ name: z.string(), version: z.string() }),
  experiment: z.object({ number: count, name: z.string(), createdAt: z.string() }),
  dataset: z.object({
    name: z.string(),
    version: count,
    contentHash: z.string().nullable(),
    sampleCount: count,
    reading,
  }),
  preprocessing: preprocessingParams,
  /** The images that preprocessing makes, (channels, size, size). */
  image: z.object({ channels: count, size: count, geometry: z.enum(GEOMETRIES) }),
  model: modelParams,
  seed: z.int(),
  training: z.object({
    parameterCount: count,
    epochs: count.nullable(),
    bestEpoch: count.nullable(),
    trainLoss: z.number(),
    validationLoss: measure,
  }),
  /** By name; null where a score was not taken or does not apply. */
  scores: z.record(z.string(), measure),
  environment: z.record(z.string(), z.unknown()),
  /** Keys of the stages that made it, by kind. */
  stages: z.record(z.string(), sha256),
  weights: z.object({
    /** Its name, in the same folder. */
    file: z.string().regex(/^[^/\\]+$/),
    format: z.literal('safetensors'),
    layout: z.literal('pytorch'),
    sha256,
    bytes: count,
    /** In the order of the file. */
    tensors: z.array(z.object({ name: z.string(), shape: z.array(count), role: z.string() })),
  }),
});

export type ModelCard = z.infer<typeof modelCard>;
