import type { Values } from '../graph/backend.ts';
import type { ParameterRole, Program } from '../graph/program.ts';
import { readSafetensors } from '../safetensors/read.ts';
import { WeightsError } from '../safetensors/weightsError.ts';
import { writeSafetensors } from '../safetensors/write.ts';
import { isContainer, unpackContainer } from './container.ts';
import { fromTorch, tensorFormOf, toTorch } from './tensors.ts';

/** What a weights file holds under a name; the shape is PyTorch's. */
export interface TensorInfo {
  name: string;
  shape: number[];
  role: ParameterRole;
}

/** The tensors that `packWeights` writes, in their order. */
export const tensorsOf = ({ parameters }: Program): TensorInfo[] =>
  parameters.map((parameter) => {
    const { name, shape } = tensorFormOf(parameter);
    return { name, shape: [...shape], role: parameter.role };
  });

/** A safetensors file of the parameters alone, named and laid out as PyTorch has them: see `tensorFormOf`. */
export function packWeights({ parameters }: Program, state: Values): Uint8Array {
  const tensors = parameters.map((parameter) => {
    const form = tensorFormOf(parameter);
    return { name: form.name, shape: form.shape, data: toTorch(state[parameter.name]!, form) };
  });
  // What loaders of PyTorch models ask for.
  return writeSafetensors(tensors, { format: 'pt' });
}

/**
 * The parameters by their names here; also from the container that weights were in before. Throws WeightsError
 * WEIGHTS_MISFIT where they are not of this program, and what `readSafetensors` throws.
 */
export function readWeights(bytes: Uint8Array, program: Program): Values {
  return isContainer(bytes) ? readContained(bytes, program) : readTensors(bytes, program);
}

function readTensors(bytes: Uint8Array, { parameters }: Program): Values {
  const tensors = readSafetensors(bytes);
  const values = parameters.map((parameter) => {
    const form = tensorFormOf(parameter);
    const tensor = tensors.get(form.name);
    if (!tensor || String(tensor.shape) !== String(form.shape)) throw misfit(form.name);
    return [parameter.name, fromTorch(tensor.data, form)] as const;
  });
  const known = new Set(parameters.map((parameter) => tensorFormOf(parameter).name));
  const unknown = [...tensors.keys()].find((name) => !known.has(name));
  if (unknown !== undefined) throw misfit(unknown);
  return Object.fromEntries(values);
}

function readContained(bytes: Uint8Array, { parameters }: Program): Values {
  const { arrays } = unpackContainer(bytes);
  const unfit = parameters.find(({ name, initial }) => arrays[name]?.length !== initial.length);
  if (unfit) throw misfit(unfit.name);
  return arrays;
}

const misfit = (name: string) =>
  new WeightsError('WEIGHTS_MISFIT', `The weights do not fit the model at ${name}.`);
