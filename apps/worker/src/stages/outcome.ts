import type { Failure } from '@asterism/db';
import { crashedFailure } from '@asterism/db';
import { BackendUnavailableError, ChildCrashError, TaskError, WorkAborted } from '../children/errors.ts';
import type { TaskFailure } from '../children/messages.ts';

/** Why work under a claim was stopped from outside; carried as the abort's reason. */
export type StopCause = 'CANCEL_REQUESTED' | 'CLAIM_LOST' | 'WORKER_STOPPING';

export class StopWork extends Error {
  override name = 'StopWork';
  readonly because: StopCause;

  constructor(because: StopCause) {
    super(because);
    this.because = because;
  }
}

/** What becomes of work that did not succeed. */
export type Outcome =
  /** Queued again, the attempt counted. */
  | { kind: 'RETRY' }
  /** Queued again as it was: the worker goes, the work is not at fault. */
  | { kind: 'HAND_BACK' }
  | { kind: 'CANCEL' }
  /** Another worker has it: nothing is written. */
  | { kind: 'LET_GO' }
  | { kind: 'FAIL'; failure: Failure };

export const MAX_ATTEMPTS = 5;

/** Decides by the error alone and by the attempts that broke off before this one. */
export function decideOutcome(error: unknown, attempt: number): Outcome {
  const stop = error instanceof WorkAborted ? error.reason : error;
  if (stop instanceof StopWork) return STOPPED[stop.because];
  if (error instanceof ChildCrashError && RAN_OUT_OF_MEMORY.test(error.lastOutput)) return fail(outOfMemory);
  if (error instanceof TaskError) return byFailure(error.failure, attempt);
  if (error instanceof BackendUnavailableError)
    return fail({
      code: 'BACKEND_UNAVAILABLE',
      message: `TensorFlow could not be loaded: ${error.message}`,
      retryable: true,
    });
  // A crash, or the database or the disk went away: the work itself said nothing against it.
  return again(attempt);
}

const STOPPED: Record<StopCause, Outcome> = {
  CANCEL_REQUESTED: { kind: 'CANCEL' },
  CLAIM_LOST: { kind: 'LET_GO' },
  WORKER_STOPPING: { kind: 'HAND_BACK' },
};

const RAN_OUT_OF_MEMORY =
  /heap out of memory|OOM when allocating|std::bad_alloc|Array buffer allocation failed/i;
const outOfMemory: Failure = {
  code: 'OUT_OF_MEMORY',
  message: 'The memory of this machine does not suffice; take a smaller image size, batch or model.',
  retryable: true,
};

// Of the machine, not of the work: another try may find it well.
const PASSING = new Set([
  'EIO',
  'EAGAIN',
  'EMFILE',
  'ENFILE',
  'ECONNRESET',
  'ECONNREFUSED',
  'ETIMEDOUT',
  'EPIPE',
]);
// Errors made for whoever brought the data or chose the parameters; their messages say what to do.
const FOR_USERS = new Set(['FitsError', 'ParameterError', 'DivergedError', 'BlobMissingError']);

function byFailure({ name, code, message }: TaskFailure, attempt: number): Outcome {
  if (RAN_OUT_OF_MEMORY.test(message)) return fail(outOfMemory);
  if (code !== null && PASSING.has(code)) return again(attempt);
  if (code === 'ENOSPC')
    return fail({
      code: 'DISK_FULL',
      message: 'The disk is full; make room and try again.',
      retryable: true,
    });
  if (code !== null && FOR_USERS.has(name)) return fail({ code, message, retryable: false });
  return fail({
    code: 'INTERNAL_ERROR',
    message: `Something went wrong that should not: ${message}`,
    retryable: true,
  });
}

const fail = (failure: Failure): Outcome => ({ kind: 'FAIL', failure });

const again = (attempt: number): Outcome =>
  attempt + 1 >= MAX_ATTEMPTS ? fail(crashedFailure(MAX_ATTEMPTS)) : { kind: 'RETRY' };
