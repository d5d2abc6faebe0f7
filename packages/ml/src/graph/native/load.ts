import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Program } from '../program.ts';
import type { FloatType } from './attributes.ts';
import { type Slot, writeSavedModel } from './savedModel.ts';
import type { TfjsNode } from './tfjsNode.ts';

type SavedModel = Awaited<ReturnType<TfjsNode['node']['loadSavedModel']>>;
type Tensor = ReturnType<TfjsNode['tensor']>;

/** Numbers as they travel to and from TensorFlow: float32, or float64 as pairs of int32. */
export interface WireFeed {
  name: string;
  values: Float32Array | Int32Array;
  shape: number[];
}

/** A graph in a TensorFlow session of its own. */
export interface LoadedGraph {
  /** Runs a signature. Every array that comes back is a copy of its own. */
  call(signature: string, feeds: readonly WireFeed[]): Record<string, Float32Array | Int32Array>;
  close(): void;
}

export interface LoadedProgram extends LoadedGraph {
  slots: readonly Slot[];
}

/** Writes the program as a SavedModel and loads it. */
export async function loadProgram(tf: TfjsNode, program: Program, float: FloatType): Promise<LoadedProgram> {
  const { bytes, slots, signatures } = writeSavedModel(program, float);
  return { slots, ...(await loadGraph(tf, bytes, signatures)) };
}

/** Loads a SavedModel and forgets the file. */
export async function loadGraph(
  tf: TfjsNode,
  bytes: Uint8Array,
  signatures: readonly string[],
): Promise<LoadedGraph> {
  // A fresh folder each time: tfjs-node caches sessions by path.
  const folder = await mkdtemp(join(tmpdir(), 'asterism-graph-'));
  const models = new Map<string, SavedModel>();
  const close = () => {
    for (const model of models.values()) model.dispose();
    models.clear();
  };
  try {
    await writeFile(join(folder, 'saved_model.pb'), bytes);
    // All signatures of one folder share one session; the last to be disposed of ends it.
    for (const name of signatures) models.set(name, await tf.node.loadSavedModel(folder, ['serve'], name));
  } catch (error) {
    close();
    throw error;
  } finally {
    await rm(folder, { recursive: true });
  }
  return {
    close,
    call(signature, feeds) {
      const model = models.get(signature);
      if (!model) throw new RangeError(`The program has no signature ${signature}, or it is closed.`);
      return callModel(tf, model, feeds);
    },
  };
}

function callModel(
  tf: TfjsNode,
  model: SavedModel,
  feeds: readonly WireFeed[],
): Record<string, Float32Array | Int32Array> {
  const inputs = Object.fromEntries(
    feeds.map(({ name, values, shape }) => [
      name,
      tf.tensor(values, shape, values instanceof Int32Array ? 'int32' : 'float32'),
    ]),
  );
  let outputs: Record<string, Tensor> = {};
  try {
    outputs = model.predict(inputs) as Record<string, Tensor>;
    // Copied: what dataSync gives is TensorFlow's own memory.
    const copies = Object.entries(outputs).map(([key, tensor]) => {
      const values = tensor.dataSync() as Float32Array | Int32Array;
      return [key, values.slice()] as const;
    });
    return Object.fromEntries(copies);
  } finally {
    tf.dispose([inputs, outputs]);
  }
}
