import { NotFiniteError, type Session, type StepRates, type Values } from '../backend.ts';
import { type CheckedFeed, checkFeeds } from '../feeds.ts';
import { ADAM } from '../optimizer.ts';
import type { Program } from '../program.ts';
import { elementsPerSample } from '../shapes.ts';
import { loadProgram } from './load.ts';
import { RESERVED } from './savedModel.ts';
import type { TfjsNode } from './tfjsNode.ts';
import { RATES } from './updates.ts';

/** Opens the program in a TensorFlow session of its own, float32. */
export async function openNativeSession(tf: TfjsNode, program: Program): Promise<Session> {
  const loaded = await loadProgram(tf, program, 'float32');
  const call = (signature: string, feeds: readonly CheckedFeed[]) => loaded.call(signature, feeds) as Values;

  return {
    assign(state) {
      const feeds = loaded.slots.map(({ key, shape }) => {
        const values = state[key];
        if (values?.length !== elementsPerSample(shape))
          throw new RangeError(`The state of ${key} is missing or has ${values?.length} values.`);
        return { name: key, values, shape: [...shape] };
      });
      if (feeds.length > 0) call(RESERVED.assign, feeds);
    },
    read: () => (loaded.slots.length > 0 ? call(RESERVED.read, []) : {}),
    train(feeds, rates) {
      if (!program.training) throw new RangeError('The program has no training step.');
      const checked = checkFeeds(program.training.inputs, feeds, Float32Array);
      try {
        const { loss, ...monitors } = call(RESERVED.train, [...checked, ...rateFeeds(rates)]);
        return { loss: loss![0]!, monitors };
      } catch (error) {
        if (error instanceof Error && /Tensor had (NaN|Inf|-Inf|\+Inf)/i.test(error.message))
          throw new NotFiniteError('The loss or a gradient is not finite.', { cause: error });
        throw error;
      }
    },
    run(name, feeds) {
      const signature = program.signatures[name];
      if (!signature) throw new RangeError(`The program has no signature ${name}.`);
      return call(name, checkFeeds(signature.inputs, feeds, Float32Array));
    },
    close: loaded.close,
  };
}

/** Powers of the betas come from the step number, so they need no place in a checkpoint. */
function rateFeeds({ learningRate, step }: StepRates): CheckedFeed[] {
  const values = [learningRate, ADAM.beta1 ** step, ADAM.beta2 ** step];
  return RATES.map((name, i) => ({ name, values: Float32Array.of(values[i]!), shape: [] }));
}
