import { NotFiniteError, type Session, type Values } from '../backend.ts';
import { type CheckedFeed, checkFeeds } from '../feeds.ts';
import type { GraphNode } from '../graph.ts';
import { memoryOf } from '../optimizer.ts';
import { type Plan, planRun } from '../plan.ts';
import type { Parameter, Program } from '../program.ts';
import { BATCH } from '../shapes.ts';
import { compute } from './kernels.ts';
import { applyOptimizer, clipFactor, halfSquares, type Slot } from './optimizer.ts';
import type { Tensor, Tfjs } from './tfjs.ts';

/** Runs the program node by node through tfjs. Parameters and moments live in JavaScript's memory. */
export function openPortableSession(tf: Tfjs, program: Program): Session {
  const { training } = program;
  const memories = training ? memoryOf(training.optimizer) : [];
  const slots = new Map<Parameter, Slot>(
    program.parameters.map((parameter) => {
      const zeros = () => new Float32Array(parameter.initial.length);
      return [parameter, { values: zeros(), memories: memories.map(zeros) }];
    }),
  );
  const plans = new Map<string, Plan>(
    Object.entries(program.signatures).map(([name, { outputs }]) => [name, planRun(Object.values(outputs))]),
  );
  const monitors = Object.entries(training?.monitors ?? {});
  const trainPlan =
    training && planRun([training.loss, ...training.gradients, ...monitors.map(([, node]) => node)]);

  const evaluatePlan = (plan: Plan, feeds: readonly CheckedFeed[], inputs: readonly GraphNode[]) =>
    evaluate(tf, plan, (leaves) => {
      feeds.forEach(({ values, shape }, i) => {
        leaves.set(inputs[i]!, tf.tensor(values, shape, 'float32'));
      });
      for (const [{ node }, { values }] of slots)
        if (plan.nodes.includes(node)) leaves.set(node, tf.tensor(values, [...node.shape], 'float32'));
    });

  return {
    assign(state) {
      const given = program.parameters.map((parameter) => slotFrom(state, parameter, memories));
      program.parameters.forEach((parameter, i) => {
        slots.set(parameter, given[i]!);
      });
    },
    read: () => Object.fromEntries([...slots].flatMap(([{ name }, slot]) => entries(name, slot, memories))),
    train(feeds, rates) {
      if (!training || !trainPlan) throw new RangeError('The program has no training step.');
      const checked = checkFeeds(training.inputs, feeds, Float32Array);
      const [loss, ...rest] = evaluatePlan(trainPlan, checked, training.inputs);
      const gradients = rest.slice(0, program.parameters.length);
      const sizes = gradients.map(halfSquares);
      if (!Number.isFinite(loss![0]!) || !sizes.every(Number.isFinite))
        throw new NotFiniteError('The loss or a gradient is not finite.');
      const factor = clipFactor(training.optimizer, sizes);
      [...slots].forEach(([{ node }, slot], i) => {
        applyOptimizer(training.optimizer, slot, gradients[i]!, { shape: node.shape, factor, rates });
      });
      const watched = monitors.map(([key], i) => [key, rest[gradients.length + i]!] as const);
      return { loss: loss![0]!, monitors: Object.fromEntries(watched) };
    },
    run(name, feeds) {
      const signature = program.signatures[name];
      const plan = plans.get(name);
      if (!signature || !plan) throw new RangeError(`The program has no signature ${name}.`);
      const values = evaluatePlan(plan, checkFeeds(signature.inputs, feeds, Float32Array), signature.inputs);
      return Object.fromEntries(Object.keys(signature.outputs).map((key, i) => [key, values[i]!]));
    },
    close: () => slots.clear(),
  };
}

/** Computes a plan's outputs and copies them out; no tensor is left, also where it throws. */
function evaluate(
  tf: Tfjs,
  { nodes, outputs, freedAfter }: Plan,
  fillLeaves: (leaves: Map<GraphNode, Tensor>) => void,
): Float32Array[] {
  const values: Float32Array[] = [];
  tf.tidy(() => {
    const tensors = new Map<GraphNode, Tensor>();
    fillLeaves(tensors);
    const batch = [...tensors].find(([node]) => node.shape[0] === BATCH)?.[1].shape[0] ?? 1;
    for (const node of nodes) {
      if (tensors.has(node)) continue;
      const inputs = node.inputs.map((input) => tensors.get(input)!);
      tensors.set(node, compute(inputs, { tf, node, batch }));
      for (const freed of freedAfter.get(node) ?? []) tensors.get(freed)!.dispose();
    }
    for (const node of outputs) values.push(Float32Array.from(tensors.get(node)!.dataSync()));
  });
  return values;
}

function slotFrom(state: Values, { name, initial }: Parameter, memories: readonly string[]): Slot {
  const copy = (key: string): Float32Array => {
    const values = state[key];
    if (values?.length !== initial.length)
      throw new RangeError(`The state of ${key} is missing or has ${values?.length} values.`);
    return Float32Array.from(values);
  };
  return { values: copy(name), memories: memories.map((memory) => copy(`${name}/${memory}`)) };
}

const entries = (name: string, slot: Slot, memories: readonly string[]): [string, Float32Array][] => [
  [name, slot.values.slice()],
  ...memories.map((memory, i): [string, Float32Array] => [`${name}/${memory}`, slot.memories[i]!.slice()]),
];
