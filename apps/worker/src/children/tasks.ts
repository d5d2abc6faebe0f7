import {
  alignmentRecord,
  blobRef,
  channelStatistics,
  checkpoint,
  clusteringStability,
  clusteringWarnings,
  decodingParams,
  decodingResult,
  encodingResult,
  hduSummary,
  headerCard,
  placedImage,
  sampleSource,
  scoreEstimates,
  stageResult,
} from '@asterism/db';
import {
  CLUSTERING_ALGORITHMS,
  clusteringParams,
  GEOMETRIES,
  modelParams,
  preprocessingParams,
  projectionKind,
} from '@asterism/ml/params';
import { z } from 'zod';

// What a child process is asked to do and what it answers. Numbers in bulk stay in the blob store.

const count = z.int().min(0);
const sha256 = z.string();
const floats = z.custom<Float32Array>((value) => value instanceof Float32Array);

/** The same result of an experiment and of its verification. */
const sameResult = z.strictObject({ before: blobRef, after: blobRef });

const stackOfImages = { images: blobRef, mask: blobRef.nullable(), geometry: z.enum(GEOMETRIES) };

export const scanPoint = z.strictObject({
  value: z.number(),
  clusterCount: count,
  silhouette: z.number().nullable(),
  daviesBouldin: z.number().nullable(),
  calinskiHarabasz: z.number().nullable(),
  dbcv: z.number().nullable(),
  bic: z.number().nullable(),
  aic: z.number().nullable(),
  stability: z.number().nullable(),
  inertia: z.number().nullable(),
  noiseCount: count,
  estimates: scoreEstimates,
  best: z.boolean(),
});

/** What a scan came to, beside its points. */
const scanned = {
  algorithm: z.enum(CLUSTERING_ALGORITHMS),
  scan: z.array(scanPoint),
  reference: z.number().nullable(),
  reducedTo: count.nullable(),
  warnings: clusteringWarnings,
};

export const task = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('PREPROCESS'),
    sampleCount: count,
    /** See packPage. */
    pages: z.array(z.instanceof(Uint8Array)),
    params: preprocessingParams,
  }),
  z.strictObject({
    kind: z.literal('TRAIN'),
    ...stackOfImages,
    model: modelParams,
    seed: z.int(),
    checkpoint: checkpoint.nullable(),
  }),
  z.strictObject({ kind: z.literal('ENCODE'), ...stackOfImages, model: modelParams, weights: sha256 }),
  z.strictObject({
    kind: z.literal('RESCORE'),
    ...stackOfImages,
    model: modelParams,
    ...decodingParams.RESCORE.shape,
  }),
  z.strictObject({
    kind: z.literal('RECONSTRUCT'),
    ...stackOfImages,
    model: modelParams,
    ...decodingParams.RECONSTRUCT.shape,
  }),
  z.strictObject({
    kind: z.literal('TRAVERSE'),
    ...stackOfImages,
    model: modelParams,
    ...decodingParams.TRAVERSE.shape,
  }),
  z.strictObject({ kind: z.literal('PROJECT'), latents: blobRef, projection: projectionKind }),
  z.strictObject({
    kind: z.literal('CLUSTER'),
    latents: blobRef,
    clustering: clusteringParams,
    seed: z.int(),
  }),
  z.strictObject({
    kind: z.literal('SCORE'),
    latents: blobRef,
    labels: blobRef,
    ...scanned,
    /** The main parameter where it was asked for; null where the scan chose it. */
    fixedValue: count.nullable(),
  }),
  z.strictObject({
    kind: z.literal('IMPORT'),
    /** What becomes a sample each: a file, or several that are its channels. */
    units: z.array(
      z.strictObject({
        name: z.string(),
        /** Without a hash it lies in the folder. */
        files: z.array(z.strictObject({ fileName: z.string(), sha256: sha256.nullable() })).min(1),
      }),
    ),
    /** Real paths: of the folder, and of what nothing is read outside of. */
    folder: z.strictObject({ root: z.string(), path: z.string() }).nullable(),
    wish: z.strictObject({
      hdus: z.array(count).nullable(),
      planes: z.array(count).nullable(),
      channelAxis: count.nullable(),
    }),
  }),
  z.strictObject({
    kind: z.literal('SHEET'),
    /** Neighbouring samples, at most as many as a sheet has tiles. */
    samples: z.array(
      z.strictObject({
        channelCount: count,
        previewSha256: sha256,
        previewWidth: count,
        previewHeight: count,
      }),
    ),
  }),
  z.strictObject({
    kind: z.literal('ENCODE_IMAGES'),
    /** See packPage: at most as many as fit into memory together. */
    page: z.instanceof(Uint8Array),
    preprocessing: preprocessingParams,
    model: modelParams,
    weights: sha256,
  }),
  z.strictObject({
    kind: z.literal('PLACE'),
    algorithm: z.enum(CLUSTERING_ALGORITHMS),
    /** Of the samples trained on: latents, labels, reconstruction errors, and positions on the map by PCA. */
    trained: z.strictObject({
      latents: blobRef,
      labels: blobRef,
      errors: blobRef.nullable(),
      coordinates: blobRef.nullable(),
    }),
    /** Of the new images, (images, latentSize) and (images). */
    latents: floats,
    errors: floats.nullable(),
  }),
  z.strictObject({ kind: z.literal('COMPARE'), labels: sameResult, latents: sameResult }),
  z.strictObject({
    kind: z.literal('POOL'),
    /** Float32 (channels, 1 + QUANTILE_LEVELS) each; see SampleContent.quantiles. */
    tables: z.array(z.instanceof(Uint8Array)),
  }),
]);
export type Task = z.infer<typeof task>;
export type TaskKind = Task['kind'];
export type TaskOf<Kind extends TaskKind> = Extract<Task, { kind: Kind }>;

export const taskResult = {
  PREPROCESS: stageResult.PREPROCESS,
  TRAIN: stageResult.TRAIN,
  ENCODE: stageResult.ENCODE,
  ...decodingResult,
  PROJECT: z.strictObject({
    projection: projectionKind,
    coordinates: blobRef,
    explainedVariance: z.array(z.number()),
    spectrum: z.array(z.number()),
    loadings: z.array(z.number()),
    trustworthiness: z.number().nullable(),
    continuity: z.number().nullable(),
    sampleTrust: blobRef.nullable(),
    sampleContinuity: blobRef.nullable(),
    neighbourCount: count.nullable(),
    sampleKept: blobRef.nullable(),
  }),
  CLUSTER: z.strictObject({
    labels: blobRef,
    clusterCount: count,
    noiseCount: count,
    ...scanned,
    bic: z.number().nullable(),
    aic: z.number().nullable(),
    responsibilities: blobRef.nullable(),
    membership: blobRef.nullable(),
    outlierScores: blobRef.nullable(),
    condensedTree: sha256.nullable(),
    stability: clusteringStability,
    sampleStability: blobRef,
    sampleSeedStability: blobRef.nullable(),
  }),
  SCORE: stageResult.SCORE,
  IMPORT: z.strictObject({}),
  SHEET: z.strictObject({
    sheets: z.array(
      z.strictObject({
        channel: count,
        sha256,
        bytes: count,
        lower: z.array(z.number()),
        upper: z.array(z.number()),
        widths: z.array(count),
        heights: z.array(count),
      }),
    ),
  }),
  ENCODE_IMAGES: z.strictObject({
    latents: floats,
    /** Null of a model that does not decode. */
    errors: floats.nullable(),
  }),
  PLACE: z.strictObject({ ...encodingResult.shape, images: z.array(placedImage.omit({ number: true })) }),
  COMPARE: z.strictObject({
    labelAgreement: z.number().nullable(),
    largestLatentDifference: z.number().nullable(),
  }),
  /** In the form of its tables; none of a channel that no table knows. */
  POOL: z.strictObject({ table: z.instanceof(Uint8Array) }),
} as const;
export type TaskResult<Kind extends TaskKind> = z.infer<(typeof taskResult)[Kind]>;

/** What a file was found to hold; see SampleContent in the data model. */
export const fileContent = z.strictObject({
  contentHash: sha256,
  sources: z.array(sampleSource),
  header: z.array(headerCard),
  hdus: z.array(hduSummary),
  channelCount: count,
  width: count,
  height: count,
  nanCount: count,
  constantChannels: z.array(count),
  pixelsSha256: sha256,
  previewSha256: sha256,
  previewWidth: count,
  previewHeight: count,
  percentiles: z.array(z.number()),
  quantiles: z.instanceof(Uint8Array),
  channelStatistics: channelStatistics.optional(),
  alignment: alignmentRecord,
});
export type FileContent = z.infer<typeof fileContent>;

export const refusal = z.strictObject({
  code: z.string(),
  message: z.string(),
  byteOffset: z.number().nullable(),
});
export type Refusal = z.infer<typeof refusal>;

/** What became of one unit, in the order asked for. */
export const importedFile = z.strictObject({
  /** The unit's name. */
  fileName: z.string(),
  content: fileContent.nullable(),
  refusal: refusal.nullable(),
  /** What it put into the store. */
  blobs: z.array(z.strictObject({ sha256, bytes: count })),
});
export type ImportedFile = z.infer<typeof importedFile>;
