import type { GraphNode } from '../graph.ts';
import { memoryOf } from '../optimizer.ts';
import type { Program } from '../program.ts';
import { attribute, type FloatType } from './attributes.ts';
import { emitNodes } from './emit.ts';
import { RATES, writeUpdates } from './updates.ts';
import { GraphWriter, type Port } from './writer.ts';

/** Signatures that every program gets besides its own. */
export const RESERVED = { train: '#train', assign: '#assign', read: '#read' } as const;

/** A place where the session keeps numbers: a parameter or one of the optimiser's memories of it. */
export interface Slot {
  key: string;
  shape: readonly number[];
  handle: string;
}

export interface WrittenProgram {
  bytes: Uint8Array;
  slots: readonly Slot[];
  signatures: readonly string[];
}

/** Writes the program as a SavedModel; parameters and memories become resource variables of the session. */
export function writeSavedModel(program: Program, float: FloatType): WrittenProgram {
  const writer = new GraphWriter(float);
  const memories = program.training ? memoryOf(program.training.optimizer) : [];
  const suffixes = ['', ...memories.map((memory) => `/${memory}`)];
  const slots = program.parameters.flatMap(({ name, node }, i) =>
    suffixes.map((suffix, j) => makeSlot(writer, `${name}${suffix}`, node.shape, `v${i}_${j}`)),
  );
  const parameterTensors = new Map<GraphNode, string>(
    program.parameters.map(({ name, node }) => {
      const { handle } = slots.find((slot) => slot.key === name)!;
      return [node as GraphNode, writer.op('ReadVariableOp', [handle], { dtype: writer.T })];
    }),
  );
  const tensors = emitNodes(writer, program.graph.nodes, parameterTensors);
  const inputPorts = (nodes: readonly GraphNode<'placeholder'>[]): Port[] =>
    nodes.map((node) => ({ key: node.attributes.name, tensor: node.attributes.name, shape: node.shape }));

  const names = Object.entries(program.signatures).map(([name, { inputs, outputs }], i) => {
    const ports = Object.entries(outputs).map(([key, node], j) => ({
      key,
      tensor: writer.output(tensors.get(node)!, `out${i}_${j}`),
      shape: node.shape,
    }));
    writer.signature(name, inputPorts(inputs), ports);
    return name;
  });
  writeStateAccess(writer, slots);
  const all = [...names, RESERVED.assign, RESERVED.read];
  if (program.training) {
    writeTraining(writer, program, slots, tensors, inputPorts(program.training.inputs));
    all.push(RESERVED.train);
  }
  return { bytes: writer.serialize(), slots, signatures: all };
}

function makeSlot(writer: GraphWriter, key: string, shape: readonly number[], name: string): Slot {
  const handle = writer.op(
    'VarHandleOp',
    [],
    {
      container: attribute.text(''),
      shared_name: attribute.text(name),
      dtype: writer.T,
      shape: attribute.shape(shape),
    },
    name,
  );
  return { key, shape, handle };
}

function writeStateAccess(writer: GraphWriter, slots: readonly Slot[]): void {
  const assigned = slots.map(({ handle, shape }) => {
    const fed = writer.placeholder(`set_${handle}`, shape);
    // Without a copy TensorFlow would keep, and later free, memory that JavaScript owns.
    const copy = writer.op('DeepCopy', [fed], { T: writer.T });
    return writer.op('AssignVariableOp', [handle, copy], {
      dtype: writer.T,
      validate_shape: attribute.bool(true),
    });
  });
  const done = gate(writer, writer.floats([1], []), assigned, 'assigned');
  writer.signature(
    RESERVED.assign,
    slots.map(({ key, handle, shape }) => ({ key, tensor: `set_${handle}`, shape })),
    [{ key: 'done', tensor: done, shape: [] }],
  );
  writer.signature(
    RESERVED.read,
    [],
    slots.map(({ key, handle, shape }) => {
      const value = writer.op('ReadVariableOp', [handle], { dtype: writer.T });
      return { key, tensor: writer.output(value, `get_${handle}`), shape };
    }),
  );
}

/** A node that passes `tensor` on once all of `after` are done. */
function gate(writer: GraphWriter, tensor: string, after: readonly string[], name: string): string {
  const held = writer.op('Identity', [tensor, ...after.map((other) => `^${other}`)], { T: writer.T });
  return writer.output(held, name);
}

function writeTraining(
  writer: GraphWriter,
  program: Program,
  slots: readonly Slot[],
  tensors: ReadonlyMap<GraphNode, string>,
  inputs: readonly Port[],
): void {
  const { loss, gradients, monitors } = program.training!;
  const lossTensor = tensors.get(loss)!;
  const handles = new Map(slots.map(({ key, handle }) => [key, handle]));
  const gradientTensors = gradients.map((gradient) => tensors.get(gradient)!);
  const updates = writeUpdates(writer, program, {
    loss: lossTensor,
    gradients: gradientTensors,
    values: program.parameters.map(({ node }) => tensors.get(node)!),
    handles,
  });
  const trained = gate(writer, lossTensor, updates, 'trained');
  const watched = Object.entries(monitors).map(([key, node], i) => ({
    key,
    tensor: writer.output(tensors.get(node)!, `monitor${i}`),
    shape: node.shape,
  }));
  writer.signature(
    RESERVED.train,
    [...inputs, ...RATES.map((key) => ({ key, tensor: key.slice(1), shape: [] }))],
    [{ key: 'loss', tensor: trained, shape: [] }, ...watched],
  );
}
