import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { NotFiniteError, type Session, type StepRates, type Values } from '../backend.ts';
import { type CheckedFeed, checkFeeds, type Feeds } from '../feeds.ts';
import { ADAM, type Program } from '../program.ts';
import { elementsPerSample } from '../shapes.ts';
import { RATES, RESERVED, type Slot, writeSavedModel } from './savedModel.ts';
import type { TfjsNode } from './tfjsNode.ts';

type SavedModel = Awaited<ReturnType<TfjsNode['node']['loadSavedModel']>>;
type Tensor = ReturnType<TfjsNode['tensor']>;

/** Writes the program, loads it into a TensorFlow session of its own and forgets the file. */
export async function openNativeSession(tf: TfjsNode, program: Program): Promise<Session> {
  const { bytes, slots, signatures } = writeSavedModel(program, 'float32');
  // A fresh folder each time: tfjs-node caches sessions by path.
  const folder = await mkdtemp(join(tmpdir(), 'asterism-graph-'));
  const models = new Map<string, SavedModel>();
  try {
    await writeFile(join(folder, 'saved_model.pb'), bytes);
    for (const name of signatures) models.set(name, await tf.node.loadSavedModel(folder, ['serve'], name));
  } catch (error) {
    for (const model of models.values()) model.dispose();
    throw error;
  } finally {
    await rm(folder, { recursive: true });
  }
  return nativeSession(tf, program, slots, models);
}

function nativeSession(
  tf: TfjsNode,
  program: Program,
  slots: readonly Slot[],
  models: ReadonlyMap<string, SavedModel>,
): Session {
  const call = (signature: string, feeds: readonly CheckedFeed[]): Values => {
    const model = models.get(signature);
    if (!model) throw new RangeError(`The program has no signature ${signature}.`);
    const inputs = Object.fromEntries(
      feeds.map(({ name, values, shape }) => [name, tf.tensor(values, shape, 'float32')]),
    );
    try {
      const outputs = model.predict(inputs) as Record<string, Tensor>;
      // Copied: what dataSync gives is TensorFlow's own memory.
      const values = Object.entries(outputs).map(([key, tensor]) => [
        key,
        Float32Array.from(tensor.dataSync()),
      ]);
      tf.dispose(outputs);
      return Object.fromEntries(values);
    } finally {
      tf.dispose(inputs);
    }
  };

  return {
    assign(state) {
      const feeds = slots.map(({ key, shape }) => {
        const values = state[key];
        if (values?.length !== elementsPerSample(shape))
          throw new RangeError(`The state of ${key} is missing or has ${values?.length} values.`);
        return { name: key, values, shape: [...shape] };
      });
      if (feeds.length > 0) call(RESERVED.assign, feeds);
    },
    read: () => (slots.length > 0 ? call(RESERVED.read, []) : {}),
    train(feeds, rates) {
      const checked = checkFeeds(program.training?.inputs ?? [], feeds);
      try {
        return call(RESERVED.train, [...checked, ...adamFeeds(rates)]).loss![0]!;
      } catch (error) {
        if (error instanceof Error && /Tensor had (NaN|Inf|-Inf|\+Inf)/i.test(error.message))
          throw new NotFiniteError('The loss or a gradient is not finite.', { cause: error });
        throw error;
      }
    },
    run(signature, feeds: Feeds) {
      const inputs = program.signatures[signature]?.inputs ?? [];
      return call(signature, checkFeeds(inputs, feeds));
    },
    close() {
      for (const model of models.values()) model.dispose();
    },
  };
}

/** Powers of the betas come from the step number, so they need no place in a checkpoint. */
function adamFeeds({ learningRate, step }: StepRates): CheckedFeed[] {
  const values = [learningRate, ADAM.beta1 ** step, ADAM.beta2 ** step];
  return RATES.map((name, i) => ({ name, values: Float32Array.of(values[i]!), shape: [] }));
}
