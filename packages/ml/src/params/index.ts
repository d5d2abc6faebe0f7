export { ALGORITHMS, type AlgorithmInfo } from './algorithms.ts';
export {
  ALIGNMENTS,
  CLUSTERING_ALGORITHMS,
  type ClusteringAlgorithm,
  GEOMETRIES,
  MODEL_DEFAULTS,
  MODEL_KINDS,
  type ModelKind,
  NORMALIZATIONS,
  PREPROCESSING_DEFAULTS,
  PROJECTION_KINDS,
  type ProjectionKind,
  STRETCHES,
  VARIATIONAL_KINDS,
} from './choices.ts';
export {
  type ClusteringOf,
  type ClusteringParams,
  clusteringParams,
  type KMeansParams,
  kMeansParams,
  type ReducedMixtureParams,
  reducedMixtureParams,
} from './clustering.ts';
export {
  CLEAR_EXTENT,
  CLEAR_QUALITY,
  type Configuration,
  type DataLook,
  isClearSource,
  recommendConfiguration,
} from './configuration.ts';
export {
  COVARIANCE_TYPES,
  type CovarianceType,
  type GaussianMixtureParams,
  gaussianMixtureParams,
} from './gaussianMixture.ts';
export {
  CLUSTER_SELECTION_METHODS,
  type ClusterSelectionMethod,
  type HdbscanParams,
  hdbscanParams,
} from './hdbscan.ts';
export { type ModelParams, modelParams, type ParamsOf } from './model.ts';
export { MODEL_CARD_FORMAT, MODEL_CARD_VERSION, type ModelCard, modelCard } from './modelCard.ts';
export { type PreprocessingParams, preprocessingParams } from './preprocessing.ts';
export { projectionKind } from './projection.ts';
export { fixedValueOf, MAIN_PARAMETER, scanRangeFor } from './scanRange.ts';
export {
  ACTIVATIONS,
  type Activation,
  OPTIMIZERS,
  RECONSTRUCTION_LOSSES,
  type ReconstructionParams,
  SCHEDULES,
  type TrainingParams,
  type VariationalParams,
} from './training.ts';
export { TSNE_METHODS, type TsneParams, tsneParams } from './tsne.ts';
export { type UmapParams, umapParams } from './umap.ts';
