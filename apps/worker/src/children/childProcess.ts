import { type ChildProcess, fork } from 'node:child_process';
import type { StoredBlob } from '@asterism/blobs';
import { BackendUnavailableError, ChildCrashError, TaskError, WorkAborted } from './errors.ts';
import {
  type BackendChoice,
  type BackendFacts,
  type ChildRole,
  type FromChild,
  fromChild,
  type ToChild,
  type WorkReport,
} from './messages.ts';
import { type Task, type TaskKind, type TaskOf, type TaskResult, taskResult } from './tasks.ts';

// How long work may take to notice an abort: a step of training is over in well under a second, but one scan of k is
// one call. After that the process is killed; another one starts in half a second.
const ABORT_PATIENCE_MS = 3000;
const KEPT_OUTPUT = 4000;

export interface ChildOptions {
  /** The file that the child runs. */
  entry: string;
  role: ChildRole;
  blobUrl: string;
  backend: BackendChoice;
  threads: number;
  variables: NodeJS.ProcessEnv;
  execArgv?: readonly string[];
  /** Each line that the child writes. */
  onOutput: (line: string) => void;
}

export interface RunOptions {
  onReport?: (report: WorkReport) => void;
  signal: AbortSignal;
}

export interface TaskDone<Kind extends TaskKind> {
  result: TaskResult<Kind>;
  blobs: StoredBlob[];
}

type Listener = (message: FromChild) => void;

/** A forked process that does one task at a time and stays warm between them. */
export class WarmChild {
  readonly role: ChildRole;
  /** Set where the role is numeric. */
  readonly backend: BackendFacts | null;
  readonly #process: ChildProcess;
  readonly #channel: Channel;

  private constructor(
    role: ChildRole,
    process: ChildProcess,
    channel: Channel,
    backend: BackendFacts | null,
  ) {
    this.role = role;
    this.#process = process;
    this.#channel = channel;
    this.backend = backend;
  }

  /** Forks and waits until it can work. Throws BackendUnavailableError and ChildCrashError. */
  static async open(options: ChildOptions): Promise<WarmChild> {
    const { entry, role, blobUrl, backend, threads, variables, execArgv, onOutput } = options;
    const process = fork(entry, [], {
      stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
      serialization: 'advanced',
      env: variables,
      ...(execArgv ? { execArgv: [...execArgv] } : {}),
    });
    const channel = new Channel(process, onOutput);
    channel.send({ type: 'start', role, blobUrl, backend, threads });
    const first = await channel.next((message) => message.type === 'ready' || message.type === 'unavailable');
    if (first.type === 'unavailable') {
      process.kill('SIGKILL');
      throw new BackendUnavailableError(first.reason);
    }
    return new WarmChild(role, process, channel, first.type === 'ready' ? first.backend : null);
  }

  get pid(): number | undefined {
    return this.#process.pid;
  }

  get isAlive(): boolean {
    return this.#channel.exit === null;
  }

  onExit(listener: () => void): void {
    this.#process.once('exit', listener);
  }

  /** Throws TaskError, ChildCrashError, or WorkAborted. */
  async run<Kind extends TaskKind>(
    task: TaskOf<Kind>,
    { onReport, signal }: RunOptions,
  ): Promise<TaskDone<Kind>> {
    if (signal.aborted) throw new WorkAborted(signal.reason);
    let killer: NodeJS.Timeout | undefined;
    const abort = (): void => {
      this.#channel.send({ type: 'abort' });
      killer = setTimeout(() => this.kill(), ABORT_PATIENCE_MS);
    };
    signal.addEventListener('abort', abort, { once: true });
    try {
      this.#channel.send({ type: 'run', task: task as Task });
      const end = await this.#channel.next((message) => {
        if (message.type === 'report') onReport?.(message.report);
        return message.type !== 'report';
      });
      return endOf(task.kind, end, signal);
    } catch (error) {
      throw signal.aborted ? new WorkAborted(signal.reason) : error;
    } finally {
      signal.removeEventListener('abort', abort);
      clearTimeout(killer);
    }
  }

  kill(): void {
    this.#process.kill('SIGKILL');
  }
}

function endOf<Kind extends TaskKind>(kind: TaskKind, end: FromChild, signal: AbortSignal): TaskDone<Kind> {
  if (end.type === 'aborted') throw new WorkAborted(signal.reason);
  if (end.type === 'failed') throw new TaskError(end.failure);
  if (end.type !== 'done') throw new Error(`The child answered ${end.type} to a task.`);
  return { result: taskResult[kind].parse(end.result) as TaskResult<Kind>, blobs: end.blobs };
}

/** Messages of one child, and its end. */
class Channel {
  exit: ChildCrashError | null = null;
  readonly #process: ChildProcess;
  #listener: Listener | null = null;
  #onEnd: ((error: Error) => void) | null = null;
  #output = '';

  constructor(process: ChildProcess, onOutput: (line: string) => void) {
    this.#process = process;
    for (const stream of [process.stdout, process.stderr])
      stream?.setEncoding('utf8').on('data', (text: string) => {
        this.#output = (this.#output + text).slice(-KEPT_OUTPUT);
        for (const line of text.split('\n')) if (line.trim()) onOutput(line);
      });
    process.on('message', (raw) => {
      const parsed = fromChild.safeParse(raw);
      if (parsed.success) this.#listener?.(parsed.data);
      else this.#onEnd?.(parsed.error);
    });
    process.on('error', (error) => this.#onEnd?.(error));
    process.once('exit', (code, signal) => {
      this.exit = new ChildCrashError({ code, signal }, this.#output);
      this.#onEnd?.(this.exit);
    });
  }

  send(message: ToChild): void {
    // Whoever waits for the answer hears of a process that is gone by its exit.
    if (this.#process.connected) this.#process.send(message, () => undefined);
  }

  /** The first message that `isWanted`; it sees all of them. Rejects when the process ends. */
  next(isWanted: (message: FromChild) => boolean): Promise<FromChild> {
    if (this.exit) return Promise.reject(this.exit);
    return new Promise<FromChild>((resolve, reject) => {
      this.#onEnd = reject;
      this.#listener = (message) => {
        if (isWanted(message)) resolve(message);
      };
    }).finally(() => {
      this.#listener = null;
      this.#onEnd = null;
    });
  }
}
