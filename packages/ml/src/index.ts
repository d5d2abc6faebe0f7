export { measureAlignment, type PlaneAlignment } from './alignment/measureAlignment.ts';
export { measureSample } from './alignment/measureSample.ts';
export {
  type Assigned,
  type Assigner,
  type AssignOptions,
  createAssigner,
} from './assignment/assignPoints.ts';
export type { NearRow } from './assignment/nearestRows.ts';
export { pcaPositions } from './assignment/pcaMap.ts';
export { shareBelow } from './assignment/shareBelow.ts';
export * from './associations/index.ts';
export { type ChannelReport, type ChannelReportBuilder, createChannelReport } from './channels/report.ts';
export { CHANNELS_MAXIMUM, type ChannelStatistics, channelStatistics } from './channels/statistics.ts';
export * from './compare/index.ts';
export {
  fitGaussianMixture,
  type GaussianMixtureFit,
  type GaussianMixtureOptions,
} from './gmm/gaussianMixture.ts';
export { type MlBackend, NotFiniteError } from './graph/backend.ts';
export type { CondensedEdge, CondensedTree } from './hdbscan/condensedTree.ts';
export { fitHdbscan, type HdbscanFit, type HdbscanOptions } from './hdbscan/hdbscan.ts';
export { fitKMeans, type KMeansFit, type KMeansOptions } from './kmeans/kmeans.ts';
export { predictKMeans } from './kmeans/predict.ts';
export { defaultAlgebra } from './linear/defaultAlgebra.ts';
export type {
  Edges,
  Eigen,
  LinearAlgebra,
  Nearest,
  ProductOptions,
} from './linear/linearAlgebra.ts';
export { createReferenceAlgebra } from './linear/reference.ts';
export { createWasmAlgebra } from './linear/wasm/wasmAlgebra.ts';
export { columnVariances, countActive } from './losses/collapse.ts';
export {
  type MsSsimScore,
  msSsimScore,
  psnrOf,
  type SquareImage,
  ssimScore,
} from './losses/imageScores.ts';
export { type Matrix, ParameterError } from './matrix/matrix.ts';
export * from './params/index.ts';
export { fitPca, type PcaFit } from './pca/pca.ts';
export * from './preprocess/index.ts';
export { type LatentMap, type ProjectOptions, projectLatents } from './projections/projectLatents.ts';
export { createRandom, type Random, type RandomState, restoreRandom } from './random/random.ts';
export { readSafetensors } from './safetensors/read.ts';
export { WeightsError } from './safetensors/weightsError.ts';
export type { Tensor } from './safetensors/write.ts';
export { type ClusteringFit, type FitOptions, fitClustering, reducedFor } from './scan/clusterings.ts';
export type { ScanWarning } from './scan/conAtWork.ts';
export { recommend, type ScanFacts } from './scan/recommendation.ts';
export { type Scan, type ScanOptions, type ScanPoint, scanClusterings } from './scan/scanClusterings.ts';
export {
  type ClusterScores,
  type ScoreEstimate,
  scoreClustering,
} from './scan/scores.ts';
export { calinskiHarabaszScore } from './scores/calinskiHarabasz.ts';
export { daviesBouldinScore } from './scores/daviesBouldin.ts';
export { type DbcvScore, dbcv } from './scores/dbcv.ts';
export { continuity, type NeighbourhoodScore, trustworthiness } from './scores/neighbourhoods.ts';
export { type Silhouettes, silhouetteSamples, silhouetteScore, silhouettes } from './scores/silhouette.ts';
export {
  BOOTSTRAPS,
  type BootstrapStability,
  bootstrapStability,
  type ClusterAgain,
  STABILITY_SAMPLES_MAXIMUM,
  type StabilityOptions,
} from './stability/bootstrapStability.ts';
export type { ClusterStability } from './stability/clusterStabilities.ts';
export { isUnstable, readStability } from './stability/readStability.ts';
export { CONSENSUS_RUNS, type SeedConsensus, seedConsensus } from './stability/seedConsensus.ts';
export {
  compareWithShuffled,
  SHUFFLES,
  type ShuffledComparison,
  type ShuffledOptions,
  shuffledColumns,
} from './stability/shuffledColumns.ts';
export { type DecodeOptions, decodeLatents, reconstructSamples } from './training/decode.ts';
export { type EncodeOptions, type Encoding, encodeSamples, type Reconstructions } from './training/encode.ts';
export {
  type CheckpointReport,
  DivergedError,
  type EpochReport,
  type Health,
  type TrainingHooks,
} from './training/hooks.ts';
export type { ImageBatch, MemoryBatch } from './training/imageBatch.ts';
export type { StoredPixels } from './training/storedPixels.ts';
export { type TrainingOptions, type TrainingResult, trainModel } from './training/train.ts';
export { latentTraversal } from './training/traversal.ts';
export { fitTsne, type TsneFit, type TsneOptions } from './tsne/tsne.ts';
export { fitUmap, type UmapFit, type UmapOptions } from './umap/umap.ts';
