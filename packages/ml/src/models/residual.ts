import type { ModelParams } from '../params/index.ts';
import type { BuildContext, Model } from './model.ts';
import { buildPlainAutoencoder } from './plainAutoencoder.ts';
import { residualNet } from './residualNet.ts';

/** RESNET: residual blocks on both sides of a dense latent. */
export const buildResidual = (
  { latentSize, params }: Extract<ModelParams, { kind: 'RESNET' }>,
  context: BuildContext,
): Model =>
  buildPlainAutoencoder(latentSize, params, context, (layers) =>
    residualNet(layers, latentSize, context.spec, params),
  );
