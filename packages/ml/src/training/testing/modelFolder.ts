import { createHash } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { buildModel } from '../../models/model.ts';
import { MODEL_CARD_FORMAT, MODEL_CARD_VERSION, type ModelParams, modelCard } from '../../params/index.ts';
import { createRandom } from '../../random/random.ts';
import { type ImageBatch, imageSpecOf } from '../imageBatch.ts';
import { tensorsOf } from '../weights.ts';

/** Writes the card and the weights of a model that takes these images, as an experiment gives them away. */
export function writeModelFolder(
  folder: string,
  model: ModelParams,
  { weights, batch }: { weights: Uint8Array; batch: ImageBatch },
): void {
  const { program } = buildModel(model, imageSpecOf(batch), createRandom(0));
  const { channels, size, geometry } = batch;
  const file = 'model.safetensors';
  const card = modelCard.parse({
    format: MODEL_CARD_FORMAT,
    formatVersion: MODEL_CARD_VERSION,
    product: { name: 'Asterism', version: '0.1.0' },
    experiment: { number: 1, name: 'A model', createdAt: '2026-01-01T00:00:00.000Z' },
    dataset: {
      name: 'Data',
      version: 1,
      contentHash: null,
      sampleCount: batch.samples,
      reading: { hdus: null, planes: null, channelAxis: null, groupBy: null },
    },
    preprocessing: { channels: Array.from({ length: channels }, (_, i) => i), size, geometry },
    image: { channels, size, geometry },
    model,
    seed: 0,
    training: { parameterCount: 0, epochs: 1, bestEpoch: 1, trainLoss: 0, validationLoss: null },
    scores: {},
    environment: {},
    stages: {},
    weights: {
      file,
      format: 'safetensors',
      layout: 'pytorch',
      sha256: createHash('sha256').update(weights).digest('hex'),
      bytes: weights.length,
      tensors: tensorsOf(program),
    },
  });
  writeFileSync(join(folder, 'card.json'), JSON.stringify(card));
  writeFileSync(join(folder, file), weights);
}
