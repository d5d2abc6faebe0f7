import { NotFiniteError, type Session, type StepResult, type Values } from '../graph/backend.ts';
import type { Model } from '../models/model.ts';
import type { ModelParams } from '../params/index.ts';
import { type Random, restoreRandom } from '../random/random.ts';
import { type Checkpoint, type Position, packCheckpoint } from './checkpoint.ts';
import { addMonitors, healthOf } from './health.ts';
import { breathe, DivergedError, type TrainingHooks } from './hooks.ts';
import type { BatchReader } from './imageBatch.ts';
import { hasRunOut, improve } from './improvement.ts';
import { epochsToKeep } from './keptEpochs.ts';
import { klWeightAt, learningRateAt, type Moment } from './schedule.ts';
import type { Split } from './split.ts';
import type { StepFeeds } from './stepFeeds.ts';
import { validate } from './validate.ts';
import { packWeights } from './weights.ts';

// Work that a crash may cost. 20 s is promised; a checkpoint of 1.25 million parameters takes 30 ms.
const CHECKPOINT_EVERY_MS = 15_000;

/** What stays the same during a run. */
export interface RunSetting {
  session: Session;
  model: Model;
  params: ModelParams;
  reader: BatchReader;
  feeds: StepFeeds;
  split: Split;
  hooks: TrainingHooks;
}

/** Where a run ended. */
export interface RunEnd {
  position: Position;
  /** Parameters of the best epoch where they were asked for, else of the last. */
  weights: Values;
  imagesPerSecond: number;
}

/** Drives a session through the epochs from any position on. */
export class TrainingRun {
  readonly #setting: RunSetting;
  readonly #position: Position;
  readonly #random: Random;
  #best: Values | null;
  readonly #kept: ReadonlySet<number>;
  #savedAt: number;
  #learningRate = 0;
  #images = 0;
  #ms = 0;

  constructor(setting: RunSetting, { position, best }: Pick<Checkpoint, 'position' | 'best'>) {
    this.#setting = setting;
    this.#position = { ...position };
    this.#best = best;
    const { model, params } = setting;
    const bytes = model.program.parameters.reduce((sum, { initial }) => sum + initial.byteLength, 0);
    this.#kept = model.decodes ? epochsToKeep(params.epochs, bytes) : new Set();
    this.#random = restoreRandom(position.random);
    this.#savedAt = setting.hooks.now();
  }

  /** Trains to the end, which is the last epoch or where patience ran out. */
  async finish(): Promise<RunEnd> {
    const { params, hooks, session } = this.#setting;
    const { patience } = params.params;
    const position = this.#position;
    while (position.epoch < params.epochs && !hasRunOut(position.improvement, position.epoch, patience)) {
      const [began, seenBefore] = [hooks.now(), position.samplesSeen];
      await this.#trainEpoch();
      const images = position.samplesSeen - seenBefore;
      const ms = Math.max(hooks.now() - began, 1e-3);
      this.#images += images;
      this.#ms += ms;
      await this.#endEpoch((images / ms) * 1000);
    }
    // Those of the last epoch are else in no blob.
    if (this.#best) await this.#keepWeights();
    return {
      position,
      weights: this.#best ?? session.read(),
      imagesPerSecond: this.#ms > 0 ? (this.#images / this.#ms) * 1000 : 0,
    };
  }

  /** Batches of an epoch; a last one that is too small for the model is left out. */
  get #batches(): number {
    const { params, split, model } = this.#setting;
    const { length } = split.training;
    const whole = Math.floor(length / params.batchSize);
    const rest = length - whole * params.batchSize;
    return rest > 0 && rest >= model.smallestBatch ? whole + 1 : whole;
  }

  get #moment(): Moment {
    const { epochs } = this.#setting.params;
    return { step: this.#position.step, stepsPerEpoch: this.#batches, epochs };
  }

  async #trainEpoch(): Promise<void> {
    const { params, hooks, split } = this.#setting;
    const position = this.#position;
    if (position.order.length === 0) position.order = this.#random.shuffle([...split.training]);
    const batches = this.#batches;
    while (position.batch < batches) {
      hooks.signal?.throwIfAborted();
      await this.#step();
      hooks.onStep?.((position.epoch + position.batch / batches) / params.epochs);
      if (hooks.saveCheckpoint && hooks.now() - this.#savedAt >= CHECKPOINT_EVERY_MS) await this.#save();
      await breathe();
    }
  }

  /** The epoch's samples of one of its batches; none behind the last. */
  #samplesOf(batch: number): number[] {
    const { batchSize } = this.#setting.params;
    return batch < this.#batches
      ? this.#position.order.slice(batch * batchSize, (batch + 1) * batchSize)
      : [];
  }

  async #step(): Promise<void> {
    const { params, reader, feeds, model, hooks } = this.#setting;
    const position = this.#position;
    const indexes = this.#samplesOf(position.batch);
    const samples = await reader.read(indexes, this.#samplesOf(position.batch + 1));
    hooks.signal?.throwIfAborted();
    const warmup = 'klWarmupEpochs' in params.params ? params.params.klWarmupEpochs : 0;
    const klWeight = klWeightAt(model.klWeight ?? 0, warmup, this.#moment);
    const { loss, monitors } = this.#train(feeds.forTraining(samples, this.#random, klWeight));
    position.step += 1;
    position.batch += 1;
    // Weighted by samples, since the last batch of an epoch may be smaller.
    position.lossSum += loss * indexes.length;
    position.samplesSeen += indexes.length;
    position.monitorSums = addMonitors(position.monitorSums, monitors, indexes.length);
  }

  #train(feeds: Values): StepResult {
    const { session, params } = this.#setting;
    const { step, improvement } = this.#position;
    const { learningRate } = params;
    const { rateFactor } = improvement;
    this.#learningRate = learningRateAt(params.params, this.#moment, { learningRate, rateFactor });
    try {
      return session.train(feeds, { learningRate: this.#learningRate, step: step + 1 });
    } catch (error) {
      if (error instanceof NotFiniteError) throw this.#diverged(error);
      throw error;
    }
  }

  #diverged(cause?: unknown): DivergedError {
    return new DivergedError(this.#position.epoch + 1, { cause });
  }

  async #endEpoch(imagesPerSecond: number): Promise<void> {
    const { params, hooks } = this.#setting;
    const position = this.#position;
    position.trainLoss = position.lossSum / position.samplesSeen;
    position.validationLoss = await this.#validate();
    position.health = healthOf(position.monitorSums, position.samplesSeen);
    position.epoch += 1;
    position.batch = 0;
    position.order = [];
    position.lossSum = 0;
    position.samplesSeen = 0;
    position.monitorSums = {};
    const { epoch, trainLoss, validationLoss, health } = position;
    position.improvement = improve(position.improvement, epoch, validationLoss ?? trainLoss, params.params);
    this.#keepBest();
    if (this.#kept.has(epoch)) await this.#keepWeights();
    const learningRate = this.#learningRate;
    await hooks.onEpoch({ epoch, trainLoss, validationLoss, imagesPerSecond, learningRate, health });
  }

  /** The training loss is of while an epoch ran, so that its best would not be the best of anything. */
  #keepBest(): void {
    const { params, session, model } = this.#setting;
    const { epoch, validationLoss, improvement } = this.#position;
    if (!params.params.restoreBest || validationLoss === null || improvement.best?.epoch !== epoch) return;
    const state = session.read();
    this.#best = Object.fromEntries(model.program.parameters.map(({ name }) => [name, state[name]!]));
  }

  /** The position remembers where they are, so a run that goes on from a checkpoint has those of before it. */
  async #keepWeights(): Promise<void> {
    const { hooks, session, model } = this.#setting;
    const position = this.#position;
    const { epoch, keptWeights } = position;
    if (!hooks.keepWeights || this.#kept.size === 0 || keptWeights.at(-1)?.epoch === epoch) return;
    const weights = packWeights(model.program, session.read());
    position.keptWeights = [...keptWeights, { epoch, ...(await hooks.keepWeights({ epoch, weights })) }];
  }

  async #validate(): Promise<number | null> {
    const { session, model, params, reader, feeds, hooks, split } = this.#setting;
    const { signal } = hooks;
    const { batchSize } = params;
    const samples = split.validation;
    const loss = await validate({ session, model, reader, feeds, samples, batchSize, signal });
    // The guard watches training alone: samples held back may overflow where the others do not.
    if (loss !== null && !Number.isFinite(loss)) throw this.#diverged();
    return loss;
  }

  async #save(): Promise<void> {
    const { session, hooks } = this.#setting;
    const position = { ...this.#position, random: this.#random.state() };
    const bytes = packCheckpoint({ position, state: session.read(), best: this.#best });
    await hooks.saveCheckpoint?.({ bytes, step: position.step, epoch: position.epoch });
    this.#savedAt = hooks.now();
  }
}
