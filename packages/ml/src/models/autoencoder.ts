import type { Program } from '../graph/program.ts';
import type { ModelKind, ModelParams } from '../params/index.ts';
import type { Random } from '../random/random.ts';
import { buildConvolutional } from './convolutional.ts';
import { buildVariational } from './variational.ts';

/** The images a model is built for. */
export interface ImageSpec {
  channels: number;
  /** Pixels a side. */
  size: number;
  /** Whether some pixels were not measured and a mask is fed beside the images. */
  masked: boolean;
}

/**
 * A model ready to be run. Feeds: `images` (batch, size, size, channels), `mask` of the same shape where the spec is
 * masked, and `noise` (batch, latentSize) in training where `noise` is true. Signature `encode` gives `latents`
 * (batch, latentSize) and `errors` (batch): each sample's mean squared error over measured pixels. Signature `decode`
 * takes `latents` and gives `images`.
 */
export interface Autoencoder {
  program: Program;
  latentSize: number;
  /** Whether training draws normal numbers. */
  noise: boolean;
}

type Builder<Kind extends ModelKind> = (
  params: Extract<ModelParams, { kind: Kind }>,
  spec: ImageSpec,
  random: Random,
) => Autoencoder;

const BUILDERS: { [Kind in ModelKind]: Builder<Kind> } = { CONV: buildConvolutional, VAE: buildVariational };

/** Builds the model; `random` draws the parameters' first values. */
export function buildAutoencoder(params: ModelParams, spec: ImageSpec, random: Random): Autoencoder {
  const build = BUILDERS[params.kind] as (
    params: ModelParams,
    spec: ImageSpec,
    random: Random,
  ) => Autoencoder;
  return build(params, spec, random);
}
