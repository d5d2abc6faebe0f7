import { ADAM, CLIP_EPSILON, decayOf } from '../optimizer.ts';
import type { Program } from '../program.ts';
import { attribute } from './attributes.ts';
import type { GraphWriter } from './writer.ts';

/** What is fed at each step: rates that the step's number decides, so that a checkpoint need not hold them. */
export const RATES = ['#learningRate', '#beta1Power', '#beta2Power'] as const;

interface Ingredients {
  loss: string;
  /** In the order of the parameters, as are `values`. */
  gradients: readonly string[];
  values: readonly string[];
  /** Variables by the keys of the session's state. */
  handles: ReadonlyMap<string, string>;
}

/** Writes one step of the optimiser; returns the operations that must run for it. */
export function writeUpdates(
  writer: GraphWriter,
  { parameters, training }: Program,
  { loss, gradients, values, handles }: Ingredients,
): string[] {
  const { optimizer } = training!;
  const { T } = writer;
  const op = (type: string, inputs: readonly string[]) => writer.op(type, inputs, { T });
  const scalar = (value: number) => writer.floats([value], []);
  const [learningRate, beta1Power, beta2Power] = RATES.map((key) => writer.placeholder(key.slice(1), []));
  const adam = [ADAM.beta1, ADAM.beta2, ADAM.epsilon].map(scalar);

  // One check over the loss and the size of every gradient, before any update: 1 to 3 % of a step, and a NaN leaves
  // the parameters as they were.
  const sizes = gradients.map((gradient) => op('L2Loss', [gradient]));
  const addAll = (terms: readonly string[]) =>
    writer.op('AddN', terms, { N: attribute.int(terms.length), T });
  const guard = writer.op('CheckNumerics', [addAll([loss, ...sizes])], {
    T,
    message: attribute.text('loss or gradient'),
  });
  const shrink = optimizer.clipNorm === null ? null : clipFactor(optimizer.clipNorm);

  return parameters.map(({ name, node }, i) => {
    const handle = (key: string) => handles.get(key)!;
    const decay = decayOf(optimizer, node.shape);
    let gradient = shrink ? op('Mul', [gradients[i]!, shrink]) : gradients[i]!;
    const before = [`^${guard}`];
    if (decay > 0 && optimizer.kind === 'ADAMW') before.push(`^${decayed(handle(name), values[i]!, decay)}`);
    else if (decay > 0) gradient = op('AddV2', [gradient, op('Mul', [values[i]!, scalar(decay)])]);
    const how = { T, use_locking: attribute.bool(false), use_nesterov: attribute.bool(false) };
    if (optimizer.kind === 'SGD') {
      const inputs = [handle(name), handle(`${name}/momentum`), learningRate!, gradient];
      return writer.op('ResourceApplyMomentum', [...inputs, scalar(optimizer.momentum), ...before], how);
    }
    const state = [handle(name), handle(`${name}/m`), handle(`${name}/v`)];
    const rates = [beta1Power!, beta2Power!, learningRate!, ...adam];
    return writer.op('ResourceApplyAdam', [...state, ...rates, gradient, ...before], how);
  });

  function clipFactor(clipNorm: number): string {
    const norm = op('Sqrt', [op('Mul', [addAll(sizes), scalar(2)])]);
    const factor = op('RealDiv', [scalar(clipNorm), op('AddV2', [norm, scalar(CLIP_EPSILON)])]);
    return op('Minimum', [factor, scalar(1)]);
  }

  function decayed(handle: string, value: string, decay: number): string {
    const rate = op('Mul', [learningRate!, scalar(decay)]);
    return writer.op('AssignSubVariableOp', [handle, op('Mul', [value, rate]), `^${guard}`], { dtype: T });
  }
}
