import type { TaskFailure } from './messages.ts';

/** A child process ended in the middle of its work. */
export class ChildCrashError extends Error {
  override name = 'ChildCrashError';
  /** The last lines it wrote to its error output. */
  readonly lastOutput: string;

  constructor(exit: { code: number | null; signal: string | null }, lastOutput: string) {
    super(`The child process ended with ${exit.signal ?? `status ${exit.code}`}.`);
    this.lastOutput = lastOutput;
  }
}

/** A child's work threw; the child itself lives on. */
export class TaskError extends Error {
  override name = 'TaskError';
  readonly failure: TaskFailure;

  constructor(failure: TaskFailure) {
    super(failure.message);
    this.failure = failure;
  }
}

/** The work was stopped because its signal was aborted; `reason` is the signal's. */
export class WorkAborted extends Error {
  override name = 'WorkAborted';
  readonly reason: unknown;

  constructor(reason: unknown) {
    super('The work was stopped.');
    this.reason = reason;
  }
}

/** The wanted backend cannot be loaded. */
export class BackendUnavailableError extends Error {
  override name = 'BackendUnavailableError';
}
