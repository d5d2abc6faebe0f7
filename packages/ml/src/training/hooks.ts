/** What one pass over the training samples gave. */
export interface EpochReport {
  /** From 1. */
  epoch: number;
  /** Mean of the loss over the samples trained on, as it was while they were trained on. */
  trainLoss: number;
  /**
   * Mean reconstruction error of the samples held back, or the loss of a model that does not decode; null where none
   * are.
   */
  validationLoss: number | null;
  imagesPerSecond: number;
  /** Of the last step. */
  learningRate: number;
  health: Health;
}

/** Whether the latents say something. */
export interface Health {
  /** Latent dimensions of a variational model whose means differ between images; null of other models. */
  activeUnits: number | null;
  /** Share of a contrastive model's embeddings that differs between images, 0 to 1; null of other models. */
  embeddingSpread: number | null;
  /** No dimension is active, or all embeddings are one point: every image gets the same latent. */
  collapsed: boolean;
}

/** Everything needed to go on: to be stored as it is. */
export interface CheckpointReport {
  bytes: Uint8Array;
  /** Optimiser steps taken. */
  step: number;
  /** Epochs finished. */
  epoch: number;
}

/** Weights of an epoch on the way, to be stored as they are. */
export interface WeightsReport {
  /** From 1. */
  epoch: number;
  weights: Uint8Array;
}

/** How training meets the world outside. */
export interface TrainingHooks {
  onEpoch(report: EpochReport): void | Promise<void>;
  /** Share of all steps that is done, 0 to 1; called after every step. */
  onStep?(fraction: number): void;
  saveCheckpoint?(report: CheckpointReport): void | Promise<void>;
  /** Stores weights that may be looked at later, and says where. None are kept without it, nor of models that do not decode. */
  keepWeights?(report: WeightsReport): Promise<{ sha256: string; bytes: number }>;
  signal?: AbortSignal;
  /** Milliseconds of any clock that does not go back. */
  now(): number;
}

/** The loss or a gradient became infinite or NaN. Trying again gives the same. */
export class DivergedError extends Error {
  override name = 'DivergedError';
  readonly code = 'DIVERGED';
  readonly epoch: number;

  constructor(epoch: number, options?: ErrorOptions) {
    super(`The loss is no longer finite in epoch ${epoch}; use a lower learning rate.`, options);
    this.epoch = epoch;
  }
}

/** Lets messages and timers have their turn; a run of a graph blocks its thread. */
export const breathe = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));
