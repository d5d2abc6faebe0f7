import type { MlBackend, Session } from '../graph/backend.ts';
import { largestBatch, memoryNeed } from '../graph/memory.ts';
import { initialState } from '../graph/optimizer.ts';
import type { Program } from '../graph/program.ts';
import { readWeights } from './weights.ts';

// Samples at once: 64 keep two cores busy; fewer where they would take more than 1 GB. Numbers of our own, not the
// machine's, since another batch may give other last bits.
const BATCH = 64;
const BYTES = 2 ** 30;

/** A program with trained weights, which runs one signature and is not trained. */
export interface Inference {
  run(feeds: Parameters<Session['run']>[1]): ReturnType<Session['run']>;
  /** Samples that one run may take. */
  batchSize: number;
  close(): void;
}

/** Throws RangeError where the weights are not this program's or it has no such signature. */
export async function openInference(
  program: Program,
  name: string,
  { weights, backend }: { weights: Uint8Array; backend: MlBackend },
): Promise<Inference> {
  const signature = program.signatures[name];
  if (!signature) throw new RangeError(`The model cannot ${name}.`);
  const parameters = readWeights(weights, program);
  const inference: Program = { ...program, training: null, signatures: { [name]: signature } };
  const session = await backend.open(inference);
  try {
    session.assign({ ...initialState(inference), ...parameters });
  } catch (error) {
    session.close();
    throw error;
  }
  const need = memoryNeed(Object.values(signature.outputs));
  return {
    run: (feeds) => session.run(name, feeds),
    batchSize: Math.min(Math.max(largestBatch(need, BYTES), 1), BATCH),
    close: () => session.close(),
  };
}
