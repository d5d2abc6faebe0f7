import { z } from 'zod';
import type { ClusteringAlgorithm, ModelKind, ProjectionKind } from './choices.ts';
import { kMeansParams, reducedMixtureParams } from './clustering.ts';
import { hdbscanParams } from './hdbscan.ts';
import { modelParams } from './model.ts';
import { tsneParams } from './tsne.ts';
import { umapParams } from './umap.ts';

/** One choice a user can make, with what speaks for and against it and a JSON Schema of its parameters. */
export interface AlgorithmInfo {
  kind: string;
  name: string;
  group: 'MODEL' | 'PROJECTION' | 'CLUSTERING';
  pro: string;
  con: string;
  parameters: unknown;
}

const MODELS: Record<ModelKind, Pick<AlgorithmInfo, 'name' | 'pro' | 'con'>> = {
  DENSE: {
    name: 'Dense autoencoder',
    pro: 'The simplest there is, and fast on small images: a floor that other models should beat.',
    con: 'Knows nothing of neighbouring pixels: a shifted image is another image, and large ones need millions of weights.',
  },
  CONV: {
    name: 'Convolutional autoencoder',
    pro: 'Trains fast and reconstructs well: a good first look at any set of images.',
    con: 'Its latent space has no prior: distances between far points mean little, and tilt or position may rule them.',
  },
  VAE: {
    name: 'Variational autoencoder',
    pro: 'A smooth latent space drawn towards a normal prior, so that neighbours look alike and can be sampled.',
    con: 'Reconstructions are softer; a large KL weight lets latent dimensions go unused.',
  },
  ALEXNET: {
    name: 'AlexNet autoencoder',
    pro: 'Large filters and overlapping pooling: sees coarse structure at once and forgives small shifts.',
    con: 'Pooling and a stride of 4 throw fine detail away, so reconstructions are blurred.',
  },
  RESNET: {
    name: 'Residual autoencoder',
    pro: 'Deeper without getting harder to train: the sharpest reconstructions of the models without skips.',
    con: 'Several times slower than the convolutional one, and more weights to fit with few samples.',
  },
  RESNET_VAE: {
    name: 'Residual variational autoencoder',
    pro: 'The residual net with a smooth, normal latent space.',
    con: 'As slow as the residual one, and softer.',
  },
  UNET_VAE: {
    name: 'U-Net variational autoencoder',
    pro: 'Very small reconstruction errors: the decoder sees the encoder’s feature maps.',
    con: 'What the skips carry is missing from the latents; the error without skips tells how much.',
  },
  CONTRASTIVE: {
    name: 'Contrastive encoder',
    pro: 'Learns what stays when an image is turned, shifted, scaled or dimmed: latents that follow the kind, not the pose.',
    con: 'Reconstructs nothing, forgets whatever the views change, and wants more epochs and larger batches.',
  },
};

const modelSchema = (kind: string) => {
  const option = modelParams.options.find((o) => o.shape.kind.value === kind);
  return z.toJSONSchema(option!, { io: 'input' });
};

const parameters = (schema: z.ZodType): unknown => z.toJSONSchema(schema, { io: 'input' });

const PROJECTIONS: Record<ProjectionKind, Omit<AlgorithmInfo, 'kind' | 'group'>> = {
  PCA: {
    name: 'Principal components',
    pro: 'Linear and exact: distances on the map are true as far as the explained variance says.',
    con: 'Two directions may hold little of the variance, and curved structure folds over itself.',
    parameters: {},
  },
  TSNE: {
    name: 't-SNE',
    pro: 'Shows who is near whom better than any plane can: small groups come apart, whatever their shape.',
    con: 'Sizes of groups and the distances between them mean nothing, and it may draw groups where there are none.',
    parameters: parameters(tsneParams),
  },
  UMAP: {
    name: 'UMAP',
    pro: 'Keeps neighbours together as t-SNE does, is faster on many samples, and keeps more of the large structure.',
    con: 'Density is evened out and gaps are widened: how far groups are apart on the map is no measure.',
    parameters: parameters(umapParams),
  },
};

const CLUSTERERS: Record<ClusteringAlgorithm, Omit<AlgorithmInfo, 'kind' | 'group'>> = {
  KMEANS: {
    name: 'k-means',
    pro: 'Simple, fast and repeatable; every sample gets a cluster, and each cluster has a centre to look at.',
    con: 'Finds round clusters of like size and splits long ones; outliers pull its centres, and it never says that there are none.',
    parameters: parameters(kMeansParams),
  },
  GMM: {
    name: 'Gaussian mixture',
    pro: 'Soft membership: says how surely a sample belongs; clusters may be long, and of unlike size.',
    con: 'Assumes that clusters are Gaussian, and needs many samples for full covariances: with few, the latents are reduced by PCA first.',
    parameters: parameters(reducedMixtureParams),
  },
  HDBSCAN: {
    name: 'HDBSCAN',
    pro: 'Finds clusters of any shape and uneven density, and calls what belongs to none noise.',
    con: 'Its parameters need tuning: with small clusters allowed it splinters, with large ones only it may find nothing but noise.',
    parameters: parameters(hdbscanParams),
  },
};

const inGroup = (group: AlgorithmInfo['group'], all: Record<string, Omit<AlgorithmInfo, 'kind' | 'group'>>) =>
  Object.entries(all).map(([kind, info]): AlgorithmInfo => ({ kind, group, ...info }));

/** Every model, projection and clusterer that can be chosen. */
export const ALGORITHMS: readonly AlgorithmInfo[] = [
  ...Object.entries(MODELS).map(
    ([kind, info]): AlgorithmInfo => ({ kind, group: 'MODEL', ...info, parameters: modelSchema(kind) }),
  ),
  ...inGroup('PROJECTION', PROJECTIONS),
  ...inGroup('CLUSTERING', CLUSTERERS),
];
