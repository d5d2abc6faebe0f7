import { z } from 'zod';

const count = z.int().min(0);

export const keptWeightsSchema = z.strictObject({ epoch: count, sha256: z.string(), bytes: count });

/** Weights of one epoch, where the hook `keepWeights` has stored them. */
export type KeptWeights = z.infer<typeof keptWeightsSchema>;

// A slider of eight stops; what is kept of a training takes at most 256 MB: all eight up to 8 million parameters.
const EPOCHS = 8;
const BYTES = 256 * 2 ** 20;

/**
 * The epochs whose weights are kept, ascending, of a model whose weights take `bytesEach`: evenly spaced in the logarithm
 * from the first to the last, since most is learnt early, and since patience may end a run long before its last epoch.
 * A single place is the last epoch's. One more is left for the epoch at which it then ends. Fewer where the weights are large, none where one does not fit.
 */
export function epochsToKeep(epochs: number, bytesEach: number): Set<number> {
  const places = Math.min(EPOCHS, Math.floor(BYTES / Math.max(bytesEach, 1))) - 1;
  if (places < 1) return new Set();
  const spaced = Array.from({ length: places }, (_, i) =>
    Math.round(epochs ** (places === 1 ? 1 : i / (places - 1))),
  );
  return new Set(spaced);
}
