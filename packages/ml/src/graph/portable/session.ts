import { NotFiniteError, type Session, type Values } from '../backend.ts';
import { type CheckedFeed, checkFeeds } from '../feeds.ts';
import type { GraphNode } from '../graph.ts';
import { type Plan, planRun } from '../plan.ts';
import type { Parameter, Program } from '../program.ts';
import { BATCH } from '../shapes.ts';
import { applyAdam, isFiniteGradient, type Slot } from './adam.ts';
import { compute } from './kernels.ts';
import type { Tensor, Tfjs } from './tfjs.ts';

/** Runs the program node by node through tfjs. Parameters and moments live in JavaScript's memory. */
export function openPortableSession(tf: Tfjs, program: Program): Session {
  const slots = new Map<Parameter, Slot>(
    program.parameters.map((parameter) => {
      const zeros = () => new Float32Array(parameter.initial.length);
      return [parameter, { values: zeros(), m: zeros(), v: zeros() }];
    }),
  );
  const plans = new Map<string, Plan>(
    Object.entries(program.signatures).map(([name, { outputs }]) => [name, planRun(Object.values(outputs))]),
  );
  const { training } = program;
  const trainPlan = training && planRun([training.loss, ...training.gradients]);

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
      const given = program.parameters.map((parameter) => slotFrom(state, parameter));
      program.parameters.forEach((parameter, i) => {
        slots.set(parameter, given[i]!);
      });
    },
    read: () => Object.fromEntries([...slots].flatMap(([{ name }, slot]) => entries(name, slot))),
    train(feeds, rates) {
      if (!training || !trainPlan) throw new RangeError('The program has no training step.');
      const checked = checkFeeds(training.inputs, feeds, Float32Array);
      const [loss, ...gradients] = evaluatePlan(trainPlan, checked, training.inputs);
      if (!Number.isFinite(loss![0]!) || !gradients.every(isFiniteGradient))
        throw new NotFiniteError('The loss or a gradient is not finite.');
      [...slots.values()].forEach((slot, i) => {
        applyAdam(slot, gradients[i]!, rates);
      });
      return loss![0]!;
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

function slotFrom(state: Values, { name, initial }: Parameter): Slot {
  const copy = (key: string): Float32Array => {
    const values = state[key];
    if (values?.length !== initial.length)
      throw new RangeError(`The state of ${key} is missing or has ${values?.length} values.`);
    return Float32Array.from(values);
  };
  return { values: copy(name), m: copy(`${name}/m`), v: copy(`${name}/v`) };
}

const entries = (name: string, { values, m, v }: Slot): [string, Float32Array][] => [
  [name, values.slice()],
  [`${name}/m`, m.slice()],
  [`${name}/v`, v.slice()],
];
