/** The names that choices go by, and what stands where nothing is chosen: apart from the schemas, which pages do not load. */

export const MODEL_KINDS = [
  'DENSE',
  'CONV',
  'VAE',
  'ALEXNET',
  'RESNET',
  'RESNET_VAE',
  'UNET_VAE',
  'CONTRASTIVE',
] as const;
export type ModelKind = (typeof MODEL_KINDS)[number];
/** Whose latents are the means of clouds near the origin, so that one can walk between them. */
export const VARIATIONAL_KINDS = ['VAE', 'RESNET_VAE', 'UNET_VAE'] as const satisfies ModelKind[];

export const CLUSTERING_ALGORITHMS = ['KMEANS', 'GMM', 'HDBSCAN'] as const;
export type ClusteringAlgorithm = (typeof CLUSTERING_ALGORITHMS)[number];

export const PROJECTION_KINDS = ['PCA', 'TSNE', 'UMAP'] as const;
export type ProjectionKind = (typeof PROJECTION_KINDS)[number];

export const NORMALIZATIONS = ['GLOBAL', 'PER_CHANNEL', 'NONE'] as const;
export const STRETCHES = ['LINEAR', 'LOG', 'SQRT', 'SQUARE', 'ASINH', 'SINH', 'POWER', 'HISTOGRAM'] as const;
export const ALIGNMENTS = ['NONE', 'CENTER', 'ROTATE', 'DEPROJECT'] as const;
export const GEOMETRIES = ['CARTESIAN', 'POLAR'] as const;

export const PREPROCESSING_DEFAULTS = {
  alignment: 'NONE',
  geometry: 'CARTESIAN',
  normalization: 'PER_CHANNEL',
  size: 128,
  stretch: 'LINEAR',
  lowerPercentile: 0,
  upperPercentile: 100,
} as const;

const RECONSTRUCTING = { latentSize: 64, epochs: 30, batchSize: 16, learningRate: 1e-3 } as const;
/** Of batches of 64 and more epochs: the loss compares the images of a batch with one another. */
const CONTRASTIVE = { latentSize: 8, epochs: 120, batchSize: 64, learningRate: 2e-3 } as const;
export const MODEL_DEFAULTS = {
  DENSE: RECONSTRUCTING,
  CONV: RECONSTRUCTING,
  VAE: RECONSTRUCTING,
  ALEXNET: RECONSTRUCTING,
  RESNET: RECONSTRUCTING,
  RESNET_VAE: RECONSTRUCTING,
  UNET_VAE: RECONSTRUCTING,
  CONTRASTIVE,
} as const satisfies Record<ModelKind, Record<keyof typeof RECONSTRUCTING, number>>;
