import { openBlobStore } from '@asterism/blobs';
import { createWasmAlgebra, type LinearAlgebra } from '@asterism/ml';
import type { LoadedBackend } from './child/backends.ts';
import { noteBlobs, type TaskContext, type TaskRunner } from './child/context.ts';
import { taskRunners } from './child/registry.ts';
import { type FromChild, type TaskFailure, type ToChild, toChild } from './children/messages.ts';
import type { Task, TaskKind } from './children/tasks.ts';

// A process that a worker forks: does one task at a time, told by messages, until the worker goes away.

let blobUrl = '';
let loaded: LoadedBackend | null = null;
let linear: LinearAlgebra = createWasmAlgebra();
let abort = new AbortController();

const tell = (message: FromChild): void => {
  process.send?.(message);
};

async function start({
  role,
  backend,
  threads,
  ...rest
}: Extract<ToChild, { type: 'start' }>): Promise<void> {
  blobUrl = rest.blobUrl;
  linear = createWasmAlgebra({ threads });
  if (role !== 'light') {
    try {
      const { loadBackend } = await import('./child/backends.ts');
      loaded = await loadBackend(backend, threads);
    } catch (error) {
      return tell({ type: 'unavailable', reason: failureOf(error).message });
    }
  }
  tell({ type: 'ready', backend: loaded?.facts ?? null });
}

async function run(task: Task): Promise<void> {
  abort = new AbortController();
  const { signal } = abort;
  const { blobs, noted } = noteBlobs(openBlobStore(blobUrl));
  const context: TaskContext = {
    blobs,
    signal,
    linear,
    get backend() {
      if (!loaded) throw new Error('This child has no TensorFlow.');
      return loaded.backend;
    },
    report: (report) => tell({ type: 'report', report }),
  };
  try {
    const runner = taskRunners[task.kind] as TaskRunner<TaskKind>;
    const result = await runner(task, context);
    tell({ type: 'done', result, blobs: noted });
  } catch (error) {
    tell(signal.aborted ? { type: 'aborted' } : { type: 'failed', failure: failureOf(error) });
  }
}

function failureOf(error: unknown): TaskFailure {
  if (!(error instanceof Error)) return { name: 'Error', code: null, message: String(error), stack: null };
  const code = 'code' in error && typeof error.code === 'string' ? error.code : null;
  return { name: error.name, code, message: error.message, stack: error.stack ?? null };
}

process.on('message', (raw) => {
  const message = toChild.parse(raw);
  if (message.type === 'start') void start(message);
  else if (message.type === 'run') void run(message.task);
  else abort.abort(new Error('Asked to stop.'));
});
// The worker is gone, however that came: nobody wants what is being done here.
process.on('disconnect', () => process.exit(0));
// Ctrl-C reaches the whole group of processes; the worker says when to end.
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => undefined);
