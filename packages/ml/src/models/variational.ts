import type { ModelParams } from '../params/index.ts';
import { convolutionalNet } from './convolutionalNet.ts';
import type { BuildContext, Model } from './model.ts';
import { buildVariationalAutoencoder } from './variationalAutoencoder.ts';

/** VAE: the net of CONV with a posterior for a latent. */
export const buildVariational = (
  { latentSize, params }: Extract<ModelParams, { kind: 'VAE' }>,
  context: BuildContext,
): Model =>
  buildVariationalAutoencoder(latentSize, params, context, (layers) =>
    convolutionalNet(layers, latentSize, context.spec, params),
  );
