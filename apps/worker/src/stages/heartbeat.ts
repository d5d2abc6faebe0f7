import { untraced } from '@asterism/telemetry';
import { type StopCause, StopWork } from './outcome.ts';

// A wish to cancel is seen within a second; after 10 s of silence another worker takes over.
export const BEAT_EVERY_MS = 1000;

export interface Heartbeat {
  /** Aborted with StopWork as its reason when the work has to stop. */
  signal: AbortSignal;
  /** Stops the work now; an error is what it then failed with. */
  stop(because: StopCause | Error): void;
  /** Ends the beats; resolves when none is under way. */
  end(): Promise<void>;
}

export interface HeartbeatOptions {
  /** Writes one beat; says why the work should stop, or null. */
  beat: () => Promise<StopCause | null>;
  /** Aborted when the worker stops. */
  workerSignal: AbortSignal;
  /** A beat could not be written; the next one tries again. */
  onError: (error: unknown) => void;
}

/** Beats until ended. While the database is away it goes on trying: it may be back before the claim is lost. */
export function startHeartbeat({ beat, workerSignal, onError }: HeartbeatOptions): Heartbeat {
  const controller = new AbortController();
  let timer: NodeJS.Timeout | undefined;
  let current: Promise<void> = Promise.resolve();
  let ended = false;
  const stop = (because: StopCause | Error): void =>
    controller.abort(because instanceof Error ? because : new StopWork(because));
  const onWorkerStop = (): void => stop('WORKER_STOPPING');

  const round = async (): Promise<void> => {
    try {
      // Once a second for hours: no trace is made of it.
      const because = await untraced(beat);
      if (because && !ended) stop(because);
    } catch (error) {
      onError(error);
    }
    if (!ended) schedule();
  };
  const schedule = (): void => {
    timer = setTimeout(() => {
      current = round();
    }, BEAT_EVERY_MS);
  };

  if (workerSignal.aborted) onWorkerStop();
  workerSignal.addEventListener('abort', onWorkerStop, { once: true });
  schedule();
  return {
    signal: controller.signal,
    stop,
    async end() {
      ended = true;
      clearTimeout(timer);
      workerSignal.removeEventListener('abort', onWorkerStop);
      await current;
    },
  };
}
