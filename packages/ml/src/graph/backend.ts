import type { Feeds } from './feeds.ts';
import type { Program } from './program.ts';

/** Flat values by name, float32. */
export type Values = Record<string, Float32Array>;

/** Adam's place on its way: steps taken so far, counted from 0 before the first. */
export interface StepRates {
  learningRate: number;
  /** The number of this step, from 1. */
  step: number;
}

/** Thrown by `train` where the loss or a gradient is not finite. The parameters are as they were before. */
export class NotFiniteError extends Error {
  override name = 'NotFiniteError';
}

/**
 * A program being run: its parameters and Adam's two moments of each, named `<parameter>`, `<parameter>/m` and
 * `<parameter>/v`, live here.
 */
export interface Session {
  /** Sets every parameter and moment. Throws RangeError where one is missing or of another length. */
  assign(state: Values): void;
  /** Every parameter and moment, copied out. */
  read(): Values;
  /** One optimiser step; the loss before it. Throws NotFiniteError. */
  train(feeds: Feeds, rates: StepRates): number;
  /** Runs a signature of the program. */
  run(signature: string, feeds: Feeds): Values;
  /** Frees everything. */
  close(): void;
}

/** Where graphs are run. */
export interface MlBackend {
  kind: 'native' | 'wasm';
  version: string;
  threads: number;
  /** What one run may take. A batch that could need more is refused: running out of memory kills the process. */
  memoryBytes: number;
  open(program: Program): Promise<Session>;
}

/** The state a session starts from: the parameters' initial values and moments of zero. */
export function initialState(program: Program): Values {
  return Object.fromEntries(
    program.parameters.flatMap(({ name, initial }) => [
      [name, initial],
      [`${name}/m`, new Float32Array(initial.length)],
      [`${name}/v`, new Float32Array(initial.length)],
    ]),
  );
}
