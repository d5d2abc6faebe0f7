import { expect, test } from 'vitest';
import { BackendUnavailableError, ChildCrashError, TaskError, WorkAborted } from '../children/errors.ts';
import { decideOutcome, type Outcome, type StopCause, StopWork } from './outcome.ts';

const crash = (output = '') => new ChildCrashError({ code: null, signal: 'SIGKILL' }, output);
const thrown = (name: string, code: string | null, message = 'because') =>
  new TaskError({ name, code, message, stack: null });
const stopped = (because: StopCause) => new WorkAborted(new StopWork(because));

const fails = (code: string, retryable: boolean) => ({ kind: 'FAIL', failure: { code, retryable } });

test.each<[string, unknown, number, object | Outcome]>([
  ['a diverged loss', thrown('DivergedError', 'DIVERGED'), 0, fails('DIVERGED', false)],
  ['a bad file', thrown('FitsError', 'TRUNCATED_DATA'), 0, fails('TRUNCATED_DATA', false)],
  [
    'a parameter that cannot be',
    thrown('ParameterError', 'UNKNOWN_CHANNEL'),
    0,
    fails('UNKNOWN_CHANNEL', false),
  ],
  ['a blob that is gone', thrown('BlobMissingError', 'BLOB_MISSING'), 0, fails('BLOB_MISSING', false)],
  ['a full disk', thrown('Error', 'ENOSPC'), 0, fails('DISK_FULL', true)],
  [
    'too little memory',
    thrown('RangeError', null, 'Array buffer allocation failed'),
    0,
    fails('OUT_OF_MEMORY', true),
  ],
  [
    'a heap that is full',
    crash('FATAL ERROR: JavaScript heap out of memory'),
    0,
    fails('OUT_OF_MEMORY', true),
  ],
  ['a mistake of ours', thrown('TypeError', null), 0, fails('INTERNAL_ERROR', true)],
  [
    'a code that looks like a user error but is not',
    thrown('TypeError', 'ERR_X'),
    0,
    fails('INTERNAL_ERROR', true),
  ],
  ['no backend', new BackendUnavailableError('x'), 0, fails('BACKEND_UNAVAILABLE', true)],
  ['a disk that stutters', thrown('Error', 'EIO'), 0, { kind: 'RETRY' }],
  ['a child that died', crash(), 0, { kind: 'RETRY' }],
  ['a child that died before', crash(), 3, { kind: 'RETRY' }],
  ['a child that died five times', crash(), 4, fails('STAGE_CRASHED', true)],
  ['a database that is away', new Error('connect ECONNREFUSED'), 0, { kind: 'RETRY' }],
  ['a report that could not be written', new WorkAborted(new Error('connection lost')), 0, { kind: 'RETRY' }],
  ['a wish to cancel', stopped('CANCEL_REQUESTED'), 0, { kind: 'CANCEL' }],
  ['a claim that is lost', stopped('CLAIM_LOST'), 4, { kind: 'LET_GO' }],
  ['a worker that stops', stopped('WORKER_STOPPING'), 4, { kind: 'HAND_BACK' }],
])('%s', (_, error, attempt, expected) => {
  expect(decideOutcome(error, attempt)).toMatchObject(expected);
});

test('messages made for users are passed on, and tell what to do', () => {
  const outcome = decideOutcome(thrown('DivergedError', 'DIVERGED', 'Use a lower learning rate.'), 0);
  expect(outcome).toMatchObject({ failure: { message: 'Use a lower learning rate.' } });
});
