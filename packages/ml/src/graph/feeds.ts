import type { GraphNode } from './graph.ts';
import { BATCH, elementsPerSample, shapeText } from './shapes.ts';

type Floats = Float32Array | Float64Array;

/** Flat values of each placeholder, samples one after another. */
export type Feeds<Values extends Floats = Float32Array> = Readonly<Record<string, Values>>;

export interface CheckedFeed<Values extends Floats = Float32Array> {
  name: string;
  values: Values;
  shape: number[];
}

/**
 * Checks names, types and lengths and works out the batch. TensorFlow aborts the whole process on a wrong rank, so nothing
 * reaches it unchecked. In the order of `inputs`.
 *
 * Throws RangeError, naming the placeholder.
 */
export function checkFeeds<Values extends Floats>(
  inputs: readonly GraphNode<'placeholder'>[],
  feeds: Feeds<Values>,
  Type: new (length: number) => Values,
): CheckedFeed<Values>[] {
  const unknown = Object.keys(feeds).filter(
    (name) => !inputs.some((input) => input.attributes.name === name),
  );
  if (unknown.length > 0) throw new RangeError(`Nothing takes the feed ${unknown.join(', ')}.`);
  let batch: number | null = null;
  return inputs.map(({ attributes: { name }, shape }) => {
    const values = feeds[name];
    if (!(values instanceof Type)) throw new RangeError(`Feed ${name} is missing or no ${Type.name}.`);
    if (shape[0] !== BATCH) {
      if (values.length !== elementsPerSample(shape))
        throw new RangeError(`Feed ${name} has ${values.length} values, not ${shapeText(shape)}.`);
      return { name, values, shape: [...shape] };
    }
    const samples: number = values.length / elementsPerSample(shape);
    if (!Number.isInteger(samples) || samples < 1 || (batch !== null && samples !== batch))
      throw new RangeError(
        `Feed ${name} has ${values.length} values, which is no batch of ${shapeText(shape)}.`,
      );
    batch = samples;
    return { name, values, shape: [samples, ...shape.slice(1)] };
  });
}
