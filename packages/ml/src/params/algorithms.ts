import { z } from 'zod';
import { kMeansParams } from './clustering.ts';
import { modelParams } from './model.ts';

/** One choice a user can make, with what speaks for and against it and a JSON Schema of its parameters. */
export interface AlgorithmInfo {
  kind: string;
  name: string;
  group: 'MODEL' | 'PROJECTION' | 'CLUSTERING';
  pro: string;
  con: string;
  parameters: unknown;
}

const modelSchema = (kind: string) => {
  const option = modelParams.options.find((o) => o.shape.kind.value === kind);
  return z.toJSONSchema(option!, { io: 'input' });
};

/** Every model, projection and clusterer that can be chosen. */
export const ALGORITHMS: readonly AlgorithmInfo[] = [
  {
    kind: 'CONV',
    name: 'Convolutional autoencoder',
    group: 'MODEL',
    pro: 'Trains fast and reconstructs well: a good first look at any set of images.',
    con: 'Its latent space has no prior: distances between far points mean little, and tilt or position may rule them.',
    parameters: modelSchema('CONV'),
  },
  {
    kind: 'VAE',
    name: 'Variational autoencoder',
    group: 'MODEL',
    pro: 'A smooth latent space drawn towards a normal prior, so that neighbours look alike and can be sampled.',
    con: 'Reconstructions are softer; a large KL weight lets latent dimensions go unused.',
    parameters: modelSchema('VAE'),
  },
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
