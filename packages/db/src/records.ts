import { z } from 'zod';

// The shapes of the JSON columns. Whoever writes such a column parses with these, and so does whoever reads it.

const sha256 = z.string().regex(/^[0-9a-f]{64}$/);
const count = z.int().min(0);

/** Numbers in bulk, in the blob store: raw little-endian values of `dtype`, C order. */
export const blobRef = z.strictObject({
  sha256,
  dtype: z.enum(['float32', 'float64', 'int32', 'uint8']),
  shape: z.array(count),
});
export type BlobRef = z.infer<typeof blobRef>;

/** What to import into a data set version: the earlier version's samples, then its ImportFile rows. */
export const importRequest = z.strictObject({
  previousVersionId: z.string().nullable(),
  /** Whose files, with those of the folders in it, become rows when a worker has walked it. */
  serverFolder: z.string().nullable(),
  /** HDUs whose planes are the channels, one after another; the first image where it is null. */
  hdus: z.array(count).nullable(),
  planes: z.array(count).nullable(),
  channelAxis: count.nullable(),
  /** A pattern of the names with {sample} and {channel}; see packages/db/src/namePattern.ts. */
  groupBy: z.string().nullable(),
});
export type ImportRequest = z.infer<typeof importRequest>;

export const sampleSource = z.strictObject({
  fileName: z.string(),
  sha256,
  hdu: count,
  plane: count.nullable(),
  /** The axis that the planes lie along, in the HDU's shape; null where the HDU is one plane. */
  channelAxis: count.nullable(),
  channel: count,
});
export type SampleSource = z.infer<typeof sampleSource>;

/**
 * Where a sample's source is, how it is turned and how it is tilted: `SampleAlignment` of packages/ml. Pixels count from
 * 0 at the centre of the first one, row 0 at the bottom; the angle is that of the long axis, counter-clockwise from +x.
 */
export const measuredSource = z.strictObject({
  channel: count,
  x: z.number(),
  y: z.number(),
  angleDegrees: z.number(),
  axisRatio: z.number(),
  tiltDegrees: z.number(),
  /** Half the long axis of the faintest isophote. */
  radius: z.number(),
  /** 0 to 1 */
  quality: z.number(),
});
export type MeasuredSource = z.infer<typeof measuredSource>;

/** `SampleContent.alignment`; `source` is null where there is none to measure. */
export const alignmentRecord = z.strictObject({ source: measuredSource.nullable() });
export type AlignmentRecord = z.infer<typeof alignmentRecord>;

export const headerCard = z.strictObject({
  keyword: z.string(),
  value: z.union([z.string(), z.number(), z.boolean(), z.null()]),
  comment: z.string().nullable(),
});
export type HeaderCard = z.infer<typeof headerCard>;

export const hduSummary = z.strictObject({
  index: count,
  type: z.string(),
  name: z.string().nullable(),
  shape: z.array(count),
  bitpix: z.int().nullable(),
  compression: z.string().nullable(),
});
export type HduSummary = z.infer<typeof hduSummary>;

const share = z.number().min(0).max(1);

/** What a sample says of its channels, a number for each; of pairs the upper triangle, row after row: see packages/ml/src/channels. */
export const channelStatistics = z.strictObject({
  channelCount: count,
  covariance: z.array(z.number()),
  correlation: z.array(z.number().nullable()),
  entropy: z.array(z.number()),
  dynamicRange: z.array(z.number()),
  emptyShare: z.array(share),
  isConstant: z.array(z.boolean()),
});

/** What a version's samples say of their channels, or in a sentence why there is no such report. */
export const channelReport = z.union([
  z.strictObject({
    report: z.strictObject({
      sampleCount: count,
      correlation: z.array(z.array(z.number())),
      explainedVariance: z.array(z.number()),
      componentVariance: z.array(z.number()),
      emptyShare: z.array(share),
      entropy: z.array(z.number()),
      dynamicRange: z.array(z.number()),
      constantShare: z.array(share),
      keep: z.array(count).min(1),
      summary: z.string(),
    }),
  }),
  z.strictObject({ reason: z.string() }),
]);
export type ChannelReportRecord = z.infer<typeof channelReport>;

/** What of a table and of a version found no partner. Lists are cut; the counts are whole. */
export const catalogueMisses = z.strictObject({
  unmatchedRowCount: count,
  /** What stands in the join column, and the row's line in the file (or its number, from 1). */
  unmatchedRows: z.array(z.strictObject({ row: count, value: z.string() })),
  ambiguousRowCount: count,
  /** Rows that fit several samples, or a sample that another row fits too. */
  ambiguousRows: z.array(z.strictObject({ row: count, value: z.string() })),
  unmatchedSampleCount: count,
  /** By ID number. */
  unmatchedSamples: z.array(z.strictObject({ index: count, fileName: z.string() })),
});
export type CatalogueMisses = z.infer<typeof catalogueMisses>;

/** A sample's values by column. */
export const catalogueValues = z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()]));

/** A TRAIN stage's newest checkpoint: one blob holding weights, optimiser and random state, and where it stands. */
export const checkpoint = z.strictObject({ sha256, step: count, epoch: count });
export type Checkpoint = z.infer<typeof checkpoint>;

export const failure = z.strictObject({ code: z.string(), message: z.string(), retryable: z.boolean() });
export type Failure = z.infer<typeof failure>;

/** What each kind of stage leaves in `Stage.result`. Latents are Float32 (samples, latentSize). */
export const stageResult = {
  PREPROCESS: z.strictObject({
    /** Float32 (samples, channels, size, size), 0 to 1 after normalisation. */
    images: blobRef,
    /** uint8 of the same shape, 1 where the pixel was measured; null where every pixel was. */
    mask: blobRef.nullable(),
    /** JSON: for each sample in order what was done, and where its pixels come from; absent in older results. */
    record: z.strictObject({ sha256, bytes: count }).optional(),
  }),
  TRAIN: z.strictObject({
    /** The model's weights, a safetensors file; those of older results are in a container of their own. */
    weights: z.strictObject({
      sha256,
      bytes: count,
      /** What is in the file; absent where it is not safetensors. */
      tensors: z
        .array(z.strictObject({ name: z.string(), shape: z.array(count), role: z.string() }))
        .optional(),
    }),
    parameterCount: count,
    trainLoss: z.number(),
    validationLoss: z.number().nullable(),
    imagesPerSecond: z.number(),
    // Results of earlier versions do without the rest.
    epochs: count.nullable().default(null),
    bestEpoch: count.nullable().default(null),
    /** Latent dimensions in use of a variational model; null of others. */
    activeUnits: count.nullable().default(null),
    /** Share of a contrastive model's embeddings that differs between samples; null of others. */
    embeddingSpread: z.number().nullable().default(null),
    /** Every sample gets the same latent. */
    collapsed: z.boolean().default(false),
    /** Weights of some epochs on the way, in order; none of a model that does not decode. */
    keptWeights: z.array(z.strictObject({ epoch: count, sha256, bytes: count })).default([]),
  }),
  ENCODE: z.strictObject({
    latents: blobRef,
    /** Float32 (samples): mean squared error of each sample's reconstruction; null of a model that does not decode. */
    reconstructionErrors: blobRef.nullable(),
    mse: z.number().nullable(),
    psnr: z.number().nullable(),
    /** The mean error from the latents alone, of a model with skip connections; null of others. */
    mseWithoutSkips: z.number().nullable().default(null),
    // Results of earlier versions do without the rest.
    /** Float32 (samples) each, and their means: structural similarity of each sample's reconstruction. */
    ssims: blobRef.nullable().default(null),
    msSsims: blobRef.nullable().default(null),
    ssim: z.number().nullable().default(null),
    msSsim: z.number().nullable().default(null),
  }),
  PROJECT: z.strictObject({}),
  CLUSTER: z.strictObject({}),
  SCORE: z.strictObject({
    silhouette: z.number().nullable(),
    daviesBouldin: z.number().nullable(),
    calinskiHarabasz: z.number().nullable(),
    dbcv: z.number().nullable().default(null),
    /** Float32 (samples); NaN for noise. */
    sampleSilhouettes: blobRef,
    clusters: z.array(
      z.strictObject({
        label: z.int().min(-1),
        silhouette: z.number().nullable(),
        /** ID numbers, nearest to the cluster's mean first. */
        memberIndexes: z.array(count),
      }),
    ),
    recommendation: z.string().nullable(),
  }),
} as const;
export type StageResult = { [K in keyof typeof stageResult]: z.infer<(typeof stageResult)[K]> };

const stability = z.number().min(0).max(1).nullable();

const clusterStabilities = z.array(z.strictObject({ label: count, size: count, stability }));

/** How well a clustering is found again in resampled data, and with other seeds; `Clustering.stability`. */
export const clusteringStability = z.strictObject({
  overall: stability,
  perCluster: clusterStabilities,
  /** Null of a clusterer that draws no random numbers, and of clusterings from before it was looked at. */
  seeds: z
    .strictObject({
      /** Mean adjusted Rand index over all pairs of runs, which below 0 is worse than chance. */
      overall: z.number().min(-1).max(1),
      runs: count,
      /** Samples that were looked at. */
      sampleCount: count,
      perCluster: clusterStabilities,
    })
    .nullable()
    .default(null),
});
export type ClusteringStability = z.infer<typeof clusteringStability>;

/** How scores of many samples were told from some of them; `ScanPoint.estimates`. */
export const scoreEstimates = z.array(
  z.strictObject({
    score: z.enum(['silhouette', 'dbcv', 'stability']),
    /** Samples that were looked at. */
    drawn: count,
    /** Null where they do not tell it. */
    standardError: z.number().nullable(),
    seed: z.int(),
  }),
);
export type ScoreEstimates = z.infer<typeof scoreEstimates>;

/** Why clusters are not to be trusted; `Clustering.warnings`. */
export const clusteringWarnings = z.array(z.strictObject({ code: z.string(), message: z.string() }));

/**
 * HDBSCAN's tree as it is stored and shown: edge i is from `parent[i]` to `child[i]`, which leaves it at `lambda[i]` =
 * 1 / distance (null where that is infinite) with `size[i]` samples. Children below `rows` are samples, by ID number.
 */
export const condensedTreeRecord = z.strictObject({
  rows: count,
  clusterCount: count,
  parent: z.array(count),
  child: z.array(count),
  lambda: z.array(z.number().nullable()),
  size: z.array(count),
  /** Which of the tree's clusters have the labels 0, 1, ... */
  selected: z.array(count),
});
export type CondensedTreeRecord = z.infer<typeof condensedTreeRecord>;

/** What a worker tells about the ground its numbers stand on; copied to the experiment. */
export const environment = z.looseObject({
  version: z.string(),
  node: z.string(),
  backend: z.string(),
  backendVersion: z.string(),
  threads: count,
  processor: z.string(),
  platform: z.string(),
});
export type Environment = z.infer<typeof environment>;
