import { z } from 'zod';
import { kMeansParams } from './clustering.ts';
import { type ModelKind, modelParams } from './model.ts';

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

/** Every model, projection and clusterer that can be chosen. */
export const ALGORITHMS: readonly AlgorithmInfo[] = [
  ...Object.entries(MODELS).map(
    ([kind, info]): AlgorithmInfo => ({ kind, group: 'MODEL', ...info, parameters: modelSchema(kind) }),
  ),
  {
    kind: 'PCA',
    name: 'Principal components',
    group: 'PROJECTION',
    pro: 'Linear and exact: distances on the map are true as far as the explained variance says.',
    con: 'Two directions may hold little of the variance, and curved structure folds over itself.',
    parameters: {},
  },
  {
    kind: 'KMEANS',
    name: 'k-means',
    group: 'CLUSTERING',
    pro: 'Fast and repeatable; every sample gets a cluster, and each cluster has a centre to look at.',
    con: 'Finds round clusters of like size, splits long ones, and never says that there are none.',
    parameters: z.toJSONSchema(kMeansParams, { io: 'input' }),
  },
];
