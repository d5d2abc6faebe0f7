import { type ModelKind, type ModelParams, modelParams } from '../../params/index.ts';

const WIDTHS: Partial<Record<ModelKind, number[]>> = { ALEXNET: [4, 4, 4, 4, 4], DENSE: [12] };

/** Params of a model small enough for a test: 3 epochs of batches of 4 where nothing else is said. */
export const tinyModel = (kind: ModelKind, more: object = {}, own: object = {}): ModelParams =>
  modelParams.parse({
    kind,
    latentSize: 4,
    epochs: 3,
    batchSize: 4,
    ...more,
    params: { widths: WIDTHS[kind] ?? [4, 8], ...own },
  });
