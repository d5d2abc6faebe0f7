import { initialState, type MlBackend, NotFiniteError, type Session, type Values } from '../graph/backend.ts';
import { type Autoencoder, buildAutoencoder } from '../models/autoencoder.ts';
import type { ModelParams } from '../params/index.ts';
import { createRandom, type Random, type RandomState, restoreRandom } from '../random/random.ts';
import { packContainer, unpackContainer } from './container.ts';
import { breathe, DivergedError, type TrainingHooks } from './hooks.ts';
import { type BatchReader, createBatchReader, type ImageBatch } from './imageBatch.ts';

// Work that a crash may cost. 20 s is promised; a checkpoint of 1.25 million parameters takes 30 ms.
const CHECKPOINT_EVERY_MS = 15_000;

export interface TrainingOptions {
  seed: number;
  backend: MlBackend;
  hooks: TrainingHooks;
  /** Bytes from `saveCheckpoint`, to go on from there. */
  checkpoint?: Uint8Array;
}

export interface TrainingResult {
  /** The trained parameters, for `encodeSamples`. */
  weights: Uint8Array;
  parameterCount: number;
  trainLoss: number;
  validationLoss: number | null;
  /** Over all epochs that this call ran. */
  imagesPerSecond: number;
}

/** Where a run stands; with the session's state, all that a checkpoint holds. */
interface Position {
  step: number;
  /** Epochs finished. */
  epoch: number;
  /** Next batch of the epoch under way. */
  batch: number;
  /** The epoch's order of samples; empty before its first batch. */
  order: number[];
  lossSum: number;
  samplesSeen: number;
  random: RandomState;
  trainLoss: number;
  validationLoss: number | null;
}

/**
 * Trains an autoencoder by Adam on shuffled batches. The same batch, params, seed and numeric environment give the
 * same bytes, also when a run was stopped and went on from its checkpoint.
 *
 * Throws DivergedError, and the signal's reason where it is aborted.
 */
export async function trainAutoencoder(
  batch: ImageBatch,
  params: ModelParams,
  { seed, backend, hooks, checkpoint }: TrainingOptions,
): Promise<TrainingResult> {
  hooks.signal?.throwIfAborted();
  const random = createRandom(seed);
  const spec = { channels: batch.channels, size: batch.size, masked: batch.mask !== null };
  const model = buildAutoencoder(params, spec, random);
  const held = holdBack(batch.samples, params.params.validationShare, seed);
  const run = new TrainingRun(createBatchReader(batch), model, params, held, hooks);
  const session = await backend.open(model.program);
  try {
    const { position, state } = checkpoint ? resume(checkpoint) : start(model, random);
    session.assign(state);
    return await run.finish(session, position);
  } finally {
    session.close();
  }
}

function start(model: Autoencoder, random: Random): { position: Position; state: Values } {
  const position: Position = {
    step: 0,
    epoch: 0,
    batch: 0,
    order: [],
    lossSum: 0,
    samplesSeen: 0,
    random: random.state(),
    trainLoss: 0,
    validationLoss: null,
  };
  return { position, state: initialState(model.program) };
}

function resume(checkpoint: Uint8Array): { position: Position; state: Values } {
  const { head, arrays } = unpackContainer(checkpoint);
  return { position: head as Position, state: arrays };
}

/** A fixed split by its own stream, so that it depends on the seed and the count alone. */
function holdBack(
  samples: number,
  share: number,
  seed: number,
): { training: number[]; validation: number[] } {
  const count = Math.min(Math.round(samples * share), samples - 1);
  const order = createRandom(seed ^ 0x5eed).shuffle(Array.from({ length: samples }, (_, i) => i));
  const ascending = (a: number, b: number) => a - b;
  return { validation: order.slice(0, count).sort(ascending), training: order.slice(count).sort(ascending) };
}

class TrainingRun {
  readonly #reader: BatchReader;
  readonly #model: Autoencoder;
  readonly #params: ModelParams;
  readonly #samples: { training: number[]; validation: number[] };
  readonly #hooks: TrainingHooks;

  constructor(
    reader: BatchReader,
    model: Autoencoder,
    params: ModelParams,
    samples: { training: number[]; validation: number[] },
    hooks: TrainingHooks,
  ) {
    this.#reader = reader;
    this.#model = model;
    this.#params = params;
    this.#samples = samples;
    this.#hooks = hooks;
  }

  async finish(session: Session, position: Position): Promise<TrainingResult> {
    const { now } = this.#hooks;
    const random = restoreRandom(position.random);
    const clock = { savedAt: now(), images: 0, ms: 0 };
    while (position.epoch < this.#params.epochs) {
      const began = now();
      const seenBefore = position.samplesSeen;
      await this.#epoch(session, position, random, clock);
      const images = position.samplesSeen - seenBefore;
      const ms = Math.max(now() - began, 1e-3);
      clock.images += images;
      clock.ms += ms;
      await this.#endEpoch(session, position, (images / ms) * 1000);
    }
    const state = session.read();
    const weights = Object.fromEntries(
      this.#model.program.parameters.map(({ name }) => [name, state[name]!]),
    );
    return {
      weights: packContainer({ head: {}, arrays: weights }),
      parameterCount: Object.values(weights).reduce((sum, values) => sum + values.length, 0),
      trainLoss: position.trainLoss,
      validationLoss: position.validationLoss,
      imagesPerSecond: clock.ms > 0 ? (clock.images / clock.ms) * 1000 : 0,
    };
  }

  async #epoch(
    session: Session,
    position: Position,
    random: Random,
    clock: { savedAt: number },
  ): Promise<void> {
    const { hooks, params } = { hooks: this.#hooks, params: this.#params };
    if (position.order.length === 0) position.order = random.shuffle([...this.#samples.training]);
    const batches = Math.ceil(position.order.length / params.batchSize);
    while (position.batch < batches) {
      hooks.signal?.throwIfAborted();
      this.#step(session, position, random);
      hooks.onStep?.((position.epoch + position.batch / batches) / params.epochs);
      if (hooks.saveCheckpoint && hooks.now() - clock.savedAt >= CHECKPOINT_EVERY_MS) {
        await this.#save(session, position, random);
        clock.savedAt = hooks.now();
      }
      await breathe();
    }
    position.random = random.state();
  }

  #step(session: Session, position: Position, random: Random): void {
    const { batchSize, learningRate } = this.#params;
    const from = position.batch * batchSize;
    const indexes = position.order.slice(from, from + batchSize);
    const { latentSize, noise } = this.#model;
    const feeds = {
      ...this.#reader.read(indexes),
      ...(noise ? { noise: Float32Array.from({ length: indexes.length * latentSize }, random.normal) } : {}),
    };
    const loss = this.#train(session, position, feeds, learningRate);
    position.step += 1;
    position.batch += 1;
    position.lossSum += loss * indexes.length;
    position.samplesSeen += indexes.length;
  }

  #train(session: Session, { step, epoch }: Position, feeds: Values, learningRate: number): number {
    try {
      return session.train(feeds, { learningRate, step: step + 1 });
    } catch (error) {
      if (error instanceof NotFiniteError) throw new DivergedError(epoch + 1, { cause: error });
      throw error;
    }
  }

  async #endEpoch(session: Session, position: Position, imagesPerSecond: number): Promise<void> {
    position.trainLoss = position.lossSum / position.order.length;
    position.validationLoss = await this.#validate(session);
    position.epoch += 1;
    position.batch = 0;
    position.order = [];
    position.lossSum = 0;
    position.samplesSeen = 0;
    const { epoch, trainLoss, validationLoss } = position;
    await this.#hooks.onEpoch({ epoch, trainLoss, validationLoss, imagesPerSecond });
  }

  async #validate(session: Session): Promise<number | null> {
    const { validation } = this.#samples;
    if (validation.length === 0) return null;
    let sum = 0;
    for (let from = 0; from < validation.length; from += this.#params.batchSize) {
      this.#hooks.signal?.throwIfAborted();
      const feeds = this.#reader.read(validation.slice(from, from + this.#params.batchSize));
      for (const error of session.run('encode', feeds)['errors']!) sum += error;
      await breathe();
    }
    return sum / validation.length;
  }

  async #save(session: Session, position: Position, random: Random): Promise<void> {
    const head: Position = { ...position, random: random.state() };
    const bytes = packContainer({ head, arrays: session.read() });
    await this.#hooks.saveCheckpoint?.({ bytes, step: position.step, epoch: position.epoch });
  }
}
