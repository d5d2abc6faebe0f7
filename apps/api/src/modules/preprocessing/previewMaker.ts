import { type ChildProcess, fork } from 'node:child_process';
import { refused } from '../../errors.ts';
import type { FromPreviewChild, ToPreviewChild } from './child.ts';
import type { Preview, PreviewOrder } from './preview.ts';
import { PreviewCache } from './previewCache.ts';

export interface PreviewMakerOptions {
  /** The file that the child process runs. */
  entry: string;
  blobUrl: string;
  execArgv?: readonly string[];
  /** How long one preview may take. */
  timeoutMs?: number;
  /** That the process broke, which nobody else is told. */
  onError: (error: Error) => void;
}

export interface PreviewMaker {
  /**
   * The preview under a key, made once while it is kept. Throws what a client can act on: PREVIEW_BUSY,
   * PREVIEW_UNAVAILABLE, SAMPLE_TOO_LARGE; and what reading the sample throws.
   */
  make(key: string, order: PreviewOrder): Promise<Preview>;
  close(): Promise<void>;
}

const CACHE_BYTES = 64 * 2 ** 20;
// Somebody moving a slider asks for a few a second; each takes some tens of milliseconds.
const WAITING_MAXIMUM = 32;
const TIMEOUT_MS = 15_000;
// A sample's pixels are whole in memory while it is previewed.
const SAMPLE_BYTES = 512 * 2 ** 20;

interface Job {
  order: PreviewOrder;
  resolve: (preview: Preview) => void;
  reject: (error: unknown) => void;
}

/**
 * Makes previews in one child process, one after another, so that neither the API's own thread nor a training ever
 * waits for them. It starts with the first preview, and again after it broke or took too long.
 */
export function openPreviewMaker(options: PreviewMakerOptions): PreviewMaker {
  const { blobUrl, timeoutMs = TIMEOUT_MS, onError } = options;
  const cache = new PreviewCache<Preview>(CACHE_BYTES);
  const inFlight = new Map<string, Promise<Preview>>();
  const waiting: Job[] = [];
  let child: ChildProcess | null = null;
  let current: { job: Job; timer: NodeJS.Timeout } | null = null;

  const settle = (end: (job: Job) => void): void => {
    if (!current) return;
    clearTimeout(current.timer);
    const { job } = current;
    current = null;
    end(job);
    next();
  };
  const giveUp = (): void => {
    const broken = child;
    child = null;
    broken?.kill('SIGKILL');
    settle(({ reject }) => reject(unavailable()));
  };
  const start = (): ChildProcess => {
    const { entry, execArgv } = options;
    const started = fork(entry, [], {
      // What it writes goes where the API writes.
      stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
      serialization: 'advanced',
      ...(execArgv ? { execArgv: [...execArgv] } : {}),
    });
    started.on('message', (answer: FromPreviewChild) =>
      settle(({ resolve, reject }) =>
        'preview' in answer ? resolve(withOwnMemory(answer.preview)) : reject(answer.error),
      ),
    );
    const ended = (error: Error) => {
      if (child !== started) return;
      onError(error);
      giveUp();
    };
    started.on('error', ended);
    started.on('exit', (code, signal) => ended(new Error(`It ended with ${code ?? signal}.`)));
    return started;
  };
  const next = (): void => {
    const job = current ? undefined : waiting.shift();
    if (!job) return;
    child ??= start();
    current = { job, timer: setTimeout(giveUp, timeoutMs) };
    const message: ToPreviewChild = { blobUrl, order: job.order };
    child.send(message);
  };
  const enqueue = (order: PreviewOrder): Promise<Preview> => {
    const bytes = 4 * order.channelCount * order.width * order.height;
    if (bytes > SAMPLE_BYTES) throw tooLarge(bytes);
    if (waiting.length >= WAITING_MAXIMUM) throw busy();
    return new Promise((resolve, reject) => {
      waiting.push({ order, resolve, reject });
      next();
    });
  };

  return {
    async make(key, order) {
      const known = cache.get(key);
      if (known) return known;
      const running = inFlight.get(key) ?? enqueue(order);
      inFlight.set(key, running);
      try {
        const preview = await running;
        cache.set(key, preview, preview.image.byteLength + preview.raw.byteLength);
        return preview;
      } finally {
        inFlight.delete(key);
      }
    },
    async close() {
      for (const { reject } of waiting.splice(0)) reject(unavailable());
      const last = child;
      const gone = new Promise((resolve) => (last ? last.once('exit', resolve) : resolve(null)));
      giveUp();
      await gone;
    },
  };
}

/**
 * What comes from a process may lie anywhere in the buffer of its whole message (where the offset happens to be a
 * multiple of four): a copy has a buffer of exactly its values, and lets the message go.
 */
const withOwnMemory = (preview: Preview): Preview => ({
  ...preview,
  image: preview.image.slice(),
  raw: preview.raw.slice(),
});

const unavailable = () =>
  refused('PREVIEW_UNAVAILABLE', 'The preview could not be made in time. Try again in a moment.');
const busy = () => refused('PREVIEW_BUSY', 'Too many previews are being made. Try again in a moment.');
const tooLarge = (bytes: number) =>
  refused(
    'SAMPLE_TOO_LARGE',
    `The sample has ${Math.round(bytes / 2 ** 20)} MB of pixels; previews are made of at most ${SAMPLE_BYTES / 2 ** 20} MB.`,
  );
