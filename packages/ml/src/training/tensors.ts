import type { Parameter, ParameterRole } from '../graph/program.ts';
import { elementsPerSample, type Shape } from '../graph/shapes.ts';

/** A parameter as PyTorch names and lays it out. */
export interface TensorForm {
  name: string;
  /** Convolution (out, in, height, width), transposed (in, out, height, width), dense (out, in). */
  shape: readonly number[];
  /** The parameter's axes of ours, images laid out, and their order in PyTorch. */
  axes: Shape;
  order: readonly number[];
}

/**
 * Dots between the modules, snake case, `weight` for every layer's filter, weights or scale. A normalisation becomes a
 * module of its own beside its convolution: `first.weight` and `first_norm.weight`. Images laid flat are (height, width,
 * channels) here and (channels, height, width) there, so that PyTorch's own Flatten gives the features in the order that
 * the dense layers have them.
 */
export function tensorFormOf({ name, role, axes }: Pick<Parameter, 'name' | 'role' | 'axes'>): TensorForm {
  const starts = axes.map((_, i) => axes.slice(0, i).reduce((sum, axis) => sum + axis.length, 0));
  const flat = axes.flat();
  // (height, width, in, out) becomes (out, in, height, width), and (in, out) becomes (out, in).
  const outer = axes.length === 4 ? [3, 2, 0, 1] : axes.map((_, i) => axes.length - 1 - i);
  const order = outer.flatMap((axis) => channelsFirst(axes[axis]!, starts[axis]!));
  return {
    name: torchName(name, role),
    shape: outer.map((axis) => elementsPerSample(axes[axis]!)),
    axes: flat,
    order,
  };
}

function channelsFirst(axis: Shape, start: number): number[] {
  const own = axis.map((_, i) => start + i);
  return axis.length === 3 ? [own[2]!, own[0]!, own[1]!] : own;
}

const OWN_NAMES: Record<ParameterRole, string> = {
  CONVOLUTION: '.weight',
  TRANSPOSED_CONVOLUTION: '.weight',
  DENSE: '.weight',
  BIAS: '.bias',
  SCALE: '_norm.weight',
  OFFSET: '_norm.bias',
  GAIN: '.gain',
};

function torchName(name: string, role: ParameterRole): string {
  const parts = name.split('/').map((part) => part.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`));
  return `${parts.slice(0, -1).join('.')}${OWN_NAMES[role]}`;
}

export const toTorch = (values: Float32Array, { axes, order }: TensorForm): Float32Array =>
  transposed(values, axes, order);

export function fromTorch(values: Float32Array, { axes, order }: TensorForm): Float32Array {
  const back = axes.map((_, axis) => order.indexOf(axis));
  return transposed(
    values,
    order.map((axis) => axes[axis]!),
    back,
  );
}

/** Values of C order with their axes in another order. */
function transposed(values: Float32Array, axes: Shape, order: readonly number[]): Float32Array {
  if (order.every((axis, i) => axis === i)) return values;
  const strides = axes.map((_, axis) => elementsPerSample(axes.slice(axis + 1)));
  const out = new Float32Array(values.length);
  const innermost = order.at(-1)!;
  const [length, stride] = [axes[innermost]!, strides[innermost]!];
  const outer = order.slice(0, -1);
  const place = outer.map(() => 0);
  for (let at = 0, from = 0; at < out.length; ) {
    for (let i = 0; i < length; i++) out[at++] = values[from + i * stride]!;
    for (let depth = outer.length - 1; depth >= 0; depth--) {
      const axis = outer[depth]!;
      from += strides[axis]!;
      if (++place[depth]! < axes[axis]!) break;
      from -= strides[axis]! * axes[axis]!;
      place[depth] = 0;
    }
  }
  return out;
}
