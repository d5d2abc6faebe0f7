import type { Optimizer } from '../graph/optimizer.ts';
import type { Program } from '../graph/program.ts';
import type { ModelKind, ModelParams } from '../params/index.ts';
import type { Random } from '../random/random.ts';
import { buildAlexNet } from './alexNet.ts';
import { buildContrastive } from './contrastive.ts';
import { buildConvolutional } from './convolutional.ts';
import { buildDense } from './dense.ts';
import { buildResidual } from './residual.ts';
import { buildResidualVariational } from './residualVariational.ts';
import { buildUNetVariational } from './uNetVariational.ts';
import { buildVariational } from './variational.ts';

/** The images a model is built for. */
export interface ImageSpec {
  channels: number;
  /** Pixels a side. */
  size: number;
  /** Whether some pixels were not measured and a mask is fed beside the images. */
  masked: boolean;
  /** POLAR: rows are radii and columns angles, which go round. */
  geometry: 'CARTESIAN' | 'POLAR';
}

/** Random numbers that each training step feeds under `name`, `perSample` for each image. */
export interface Draw {
  name: string;
  perSample: number;
  /** Standard normals, or 1 with this probability and else 0. */
  distribution: 'NORMAL' | { keep: number };
}

/**
 * A model ready to be run. Training feeds `images` (batch, size, size, channels), `mask` of the same shape where the
 * spec is masked, its draws, and `klWeight` where it has one; a contrastive model takes the two views `images` and
 * `otherImages` instead.
 *
 * Signature `encode` takes images (and mask) and gives `latents` (batch, latentSize); of a model that decodes also
 * `errors` (batch): each sample's mean squared error over measured pixels; and of one with skip connections
 * `errorsWithoutSkips`. Signature `reconstruct` takes images and gives `images`, those that the errors are of, with skips;
 * signature `decode` takes `latents` and gives `images`, skips left out. Signature `compare`, of a
 * contrastive model, takes two views and gives their `loss`.
 */
export interface Model {
  program: Program;
  latentSize: number;
  decodes: boolean;
  draws: readonly Draw[];
  /** Final weight of the Kullback-Leibler term; null where there is none. */
  klWeight: number | null;
  /** Whether a step needs two views of each image. */
  takesViews: boolean;
  /** Smaller batches than this are not trained on. */
  smallestBatch: number;
}

/** What every builder is given. */
export interface BuildContext {
  spec: ImageSpec;
  random: Random;
  optimizer: Optimizer;
}

type Builder<Kind extends ModelKind> = (
  params: Extract<ModelParams, { kind: Kind }>,
  context: BuildContext,
) => Model;

const BUILDERS: { [Kind in ModelKind]: Builder<Kind> } = {
  DENSE: buildDense,
  CONV: buildConvolutional,
  VAE: buildVariational,
  ALEXNET: buildAlexNet,
  RESNET: buildResidual,
  RESNET_VAE: buildResidualVariational,
  UNET_VAE: buildUNetVariational,
  CONTRASTIVE: buildContrastive,
};

/**
 * Builds the model; `random` draws the parameters' first values. Throws ParameterError MODEL_TOO_LARGE where it has more
 * than a hundred million parameters.
 */
export function buildModel(params: ModelParams, spec: ImageSpec, random: Random): Model {
  const { optimizer: kind, momentum, weightDecay, clipNorm } = params.params;
  const build = BUILDERS[params.kind] as (params: ModelParams, context: BuildContext) => Model;
  return build(params, { spec, random, optimizer: { kind, momentum, weightDecay, clipNorm } });
}
