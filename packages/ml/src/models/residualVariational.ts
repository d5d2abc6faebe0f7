import type { ModelParams } from '../params/index.ts';
import type { BuildContext, Model } from './model.ts';
import { residualNet } from './residualNet.ts';
import { buildVariationalAutoencoder } from './variationalAutoencoder.ts';

/** RESNET_VAE: the net of RESNET with a posterior for a latent. */
export const buildResidualVariational = (
  { latentSize, params }: Extract<ModelParams, { kind: 'RESNET_VAE' }>,
  context: BuildContext,
): Model =>
  buildVariationalAutoencoder(latentSize, params, context, (layers) =>
    residualNet(layers, latentSize, context.spec, params),
  );
