import type { ModelParams } from '../params/index.ts';
import { convolutionalNet } from './convolutionalNet.ts';
import type { BuildContext, Model } from './model.ts';
import { buildPlainAutoencoder } from './plainAutoencoder.ts';

/** CONV, "convauto": stride-2 convolutions, a dense latent, the mirrored decoder. */
export const buildConvolutional = (
  { latentSize, params }: Extract<ModelParams, { kind: 'CONV' }>,
  context: BuildContext,
): Model =>
  buildPlainAutoencoder(latentSize, params, context, (layers) =>
    convolutionalNet(layers, latentSize, context.spec, params),
  );
