export { ALGORITHMS, type AlgorithmInfo } from './algorithms.ts';
export {
  CLUSTERING_ALGORITHMS,
  type ClusteringAlgorithm,
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
export {
  MODEL_KINDS,
  type ModelKind,
  type ModelParams,
  modelParams,
  type ParamsOf,
  VARIATIONAL_KINDS,
} from './model.ts';
export { MODEL_CARD_FORMAT, MODEL_CARD_VERSION, type ModelCard, modelCard } from './modelCard.ts';
export {
  ALIGNMENTS,
  GEOMETRIES,
  NORMALIZATIONS,
  type PreprocessingParams,
  preprocessingParams,
  STRETCHES,
} from './preprocessing.ts';
export { PROJECTION_KINDS, type ProjectionKind, projectionKind } from './projection.ts';
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
