import type { Feeds } from './feeds.ts';
import type { Program } from './program.ts';

/** Flat values by name, float32. */
export type Values = Record<string, Float32Array>;

/** What an optimiser is told at each step. */
export interface StepRates {
  learningRate: number;
  /** The number of this step, from 1. */
  step: number;
}

/** Thrown by `train` where the loss or a gradient is not finite. The parameters are as they were before. */
export class NotFiniteError extends Error {
  override name = 'NotFiniteError';
}

/** What one step gave, as it was before the parameters changed. */
export interface StepResult {
  loss: number;
  /** The program's monitors. */
  monitors: Values;
}

/**
 * A program being run: its parameters and what the optimiser remembers of each live here, named `<parameter>` and
 * `<parameter>/m`, `<parameter>/v` (Adam) or `<parameter>/momentum` (SGD). A program without training has parameters
 * alone.
 */
export interface Session {
  /** Sets every parameter and memory. Throws RangeError where one is missing or of another length. */
  assign(state: Values): void;
  /** Every parameter and memory, copied out. */
  read(): Values;
  /** One optimiser step. Throws NotFiniteError. */
  train(feeds: Feeds, rates: StepRates): StepResult;
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
