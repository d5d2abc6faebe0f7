import { checkFeeds } from '../feeds.ts';
import type { Program } from '../program.ts';
import { loadProgram } from './load.ts';
import type { TfjsNode } from './tfjsNode.ts';

/** A program whose every number is float64. */
export interface Float64Session {
  run(signature: string, feeds: Readonly<Record<string, Float64Array>>): Record<string, Float64Array>;
  close(): void;
}

/**
 * Opens a program without parameters in float64, for what float32 cannot do: checking gradients against differences.
 * tfjs-node carries no float64, so numbers travel as pairs of int32 and the graph reads them as what they are.
 */
export async function openFloat64Session(tf: TfjsNode, program: Program): Promise<Float64Session> {
  if (program.parameters.length > 0) throw new RangeError('A float64 program takes feeds, not parameters.');
  const loaded = await loadProgram(tf, program, 'float64');
  return {
    run(name, feeds) {
      const signature = program.signatures[name];
      if (!signature) throw new RangeError(`The program has no signature ${name}.`);
      const wire = checkFeeds(signature.inputs, feeds, Float64Array).map(({ name: feed, values, shape }) => ({
        name: feed,
        values: new Int32Array(values.buffer, values.byteOffset, values.length * 2),
        shape: [...shape, 2],
      }));
      const outputs = Object.entries(loaded.call(name, wire));
      return Object.fromEntries(
        outputs.map(([key, pairs]) => [
          key,
          new Float64Array(pairs.buffer, pairs.byteOffset, pairs.length / 2),
        ]),
      );
    },
    close: loaded.close,
  };
}
