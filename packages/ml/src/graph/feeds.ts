import type { GraphNode } from './graph.ts';
import { BATCH, elementsPerSample, shapeText } from './shapes.ts';

/** Flat values of each placeholder, samples one after another. */
export type Feeds = Readonly<Record<string, Float32Array>>;

export interface CheckedFeed {
  name: string;
  values: Float32Array;
  shape: number[];
}

/**
 * Checks names, types and lengths and works out the batch. TensorFlow aborts the whole process on a wrong rank, so
 * nothing reaches it unchecked.
 *
 * Throws RangeError, naming the placeholder.
 */
export function checkFeeds(inputs: readonly GraphNode<'placeholder'>[], feeds: Feeds): CheckedFeed[] {
  const unknown = Object.keys(feeds).filter(
    (name) => !inputs.some((input) => input.attributes.name === name),
  );
  if (unknown.length > 0) throw new RangeError(`Nothing takes the feed ${unknown.join(', ')}.`);
  let batch: number | null = null;
  return inputs.map(({ attributes: { name }, shape }) => {
    const values = feeds[name];
    if (!(values instanceof Float32Array))
      throw new RangeError(`Feed ${name} is missing or no Float32Array.`);
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
