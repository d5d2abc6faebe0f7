import type { Values } from '../graph/backend.ts';
import type { Program } from '../graph/program.ts';
import { packContainer, unpackContainer } from './container.ts';

/** A container (see `packContainer`) of the parameters alone, by name, its head empty. */
export function packWeights({ parameters }: Program, state: Values): Uint8Array {
  const arrays = Object.fromEntries(parameters.map(({ name }) => [name, state[name]!]));
  return packContainer({ head: {}, arrays });
}

/** Throws RangeError where the bytes are not weights of this program. */
export function readWeights(bytes: Uint8Array, { parameters }: Program): Values {
  const { arrays } = unpackContainer(bytes);
  const misfit = parameters.find(({ name, initial }) => arrays[name]?.length !== initial.length);
  if (misfit) throw new RangeError(`The weights do not fit the model at ${misfit.name}.`);
  return arrays;
}
