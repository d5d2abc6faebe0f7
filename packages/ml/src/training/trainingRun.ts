import { NotFiniteError, type Session, type Values } from '../graph/backend.ts';
import type { Autoencoder } from '../models/autoencoder.ts';
import type { ModelParams } from '../params/index.ts';
import { type Random, restoreRandom } from '../random/random.ts';
import { type Position, packCheckpoint } from './checkpoint.ts';
import { breathe, DivergedError, type TrainingHooks } from './hooks.ts';
import type { BatchReader } from './imageBatch.ts';
import type { Split } from './split.ts';

// Work that a crash may cost. 20 s is promised; a checkpoint of 1.25 million parameters takes 30 ms.
const CHECKPOINT_EVERY_MS = 15_000;

/** What stays the same during a run. */
export interface RunSetting {
  session: Session;
  model: Autoencoder;
  params: ModelParams;
  reader: BatchReader;
  split: Split;
  hooks: TrainingHooks;
}

/** Drives a session through the epochs from any position on. */
export class TrainingRun {
  readonly #setting: RunSetting;
  readonly #position: Position;
  readonly #random: Random;
  #savedAt: number;
  #images = 0;
  #ms = 0;

  constructor(setting: RunSetting, position: Position) {
    this.#setting = setting;
    this.#position = { ...position };
    this.#random = restoreRandom(position.random);
    this.#savedAt = setting.hooks.now();
  }

  /** Trains to the end; the position there and the images trained on per second. */
  async finish(): Promise<{ position: Position; imagesPerSecond: number }> {
    const { params, hooks } = this.#setting;
    while (this.#position.epoch < params.epochs) {
      const [began, seenBefore] = [hooks.now(), this.#position.samplesSeen];
      await this.#trainEpoch();
      const images = this.#position.samplesSeen - seenBefore;
      const ms = Math.max(hooks.now() - began, 1e-3);
      this.#images += images;
      this.#ms += ms;
      await this.#endEpoch((images / ms) * 1000);
    }
    return {
      position: this.#position,
      imagesPerSecond: this.#ms > 0 ? (this.#images / this.#ms) * 1000 : 0,
    };
  }

  async #trainEpoch(): Promise<void> {
    const { params, hooks, split } = this.#setting;
    const position = this.#position;
    if (position.order.length === 0) position.order = this.#random.shuffle([...split.training]);
    const batches = Math.ceil(position.order.length / params.batchSize);
    while (position.batch < batches) {
      hooks.signal?.throwIfAborted();
      this.#step();
      hooks.onStep?.((position.epoch + position.batch / batches) / params.epochs);
      if (hooks.saveCheckpoint && hooks.now() - this.#savedAt >= CHECKPOINT_EVERY_MS) await this.#save();
      await breathe();
    }
  }

  #step(): void {
    const { params, reader, model } = this.#setting;
    const position = this.#position;
    const from = position.batch * params.batchSize;
    const indexes = position.order.slice(from, from + params.batchSize);
    const loss = this.#train({ ...reader.read(indexes), ...this.#noise(indexes.length * model.latentSize) });
    position.step += 1;
    position.batch += 1;
    // Weighted by samples, since the last batch of an epoch may be smaller.
    position.lossSum += loss * indexes.length;
    position.samplesSeen += indexes.length;
  }

  #noise(count: number): Values {
    if (!this.#setting.model.noise) return {};
    return { noise: Float32Array.from({ length: count }, () => this.#random.normal()) };
  }

  #train(feeds: Values): number {
    const { session, params } = this.#setting;
    try {
      return session.train(feeds, { learningRate: params.learningRate, step: this.#position.step + 1 }).loss;
    } catch (error) {
      if (error instanceof NotFiniteError) throw this.#diverged(error);
      throw error;
    }
  }

  #diverged(cause?: unknown): DivergedError {
    return new DivergedError(this.#position.epoch + 1, { cause });
  }

  async #endEpoch(imagesPerSecond: number): Promise<void> {
    const position = this.#position;
    position.trainLoss = position.lossSum / position.order.length;
    position.validationLoss = await this.#validate();
    position.epoch += 1;
    position.batch = 0;
    position.order = [];
    position.lossSum = 0;
    position.samplesSeen = 0;
    const { epoch, trainLoss, validationLoss } = position;
    await this.#setting.hooks.onEpoch({ epoch, trainLoss, validationLoss, imagesPerSecond });
  }

  async #validate(): Promise<number | null> {
    const { session, params, reader, hooks, split } = this.#setting;
    const { validation } = split;
    if (validation.length === 0) return null;
    let sum = 0;
    for (let from = 0; from < validation.length; from += params.batchSize) {
      hooks.signal?.throwIfAborted();
      const feeds = reader.read(validation.slice(from, from + params.batchSize));
      for (const error of session.run('encode', feeds)['errors']!) sum += error;
      await breathe();
    }
    // The guard watches training alone: samples held back may overflow where the others do not.
    if (!Number.isFinite(sum)) throw this.#diverged();
    return sum / validation.length;
  }

  async #save(): Promise<void> {
    const { session, hooks } = this.#setting;
    const position = { ...this.#position, random: this.#random.state() };
    const bytes = packCheckpoint(position, session.read());
    await hooks.saveCheckpoint?.({ bytes, step: position.step, epoch: position.epoch });
    this.#savedAt = hooks.now();
  }
}
