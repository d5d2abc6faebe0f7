import {
  askDecoding,
  type Db,
  type DecodingKind,
  type DecodingResult,
  type DecodingWish,
  decodingResult,
  failure,
  inTransaction,
} from '@asterism/db';
import { sendJob } from '@asterism/jobs';
import { refused } from '../../errors.ts';
import type { EventHub } from '../progress/eventHub.ts';

// A worker that must load TensorFlow first answers in 2 s, one that rescores 100,000 samples in minutes: then the asker
// asks again, and finds it done.
const PATIENCE_MS = 60_000;
// For what NOTIFY missed.
const LOOK_EVERY_MS = 2000;

/** Where pictures that a worker makes on demand are asked for and waited for. */
export interface DecodingDesk {
  /** How long whoever asks now is kept waiting; one for all that a request asks for. */
  patience(): AbortSignal;
  /**
   * What is wished for, from its row where it was made before. Throws DECODING_NOT_READY where patience ran out, and
   * with the code of the failure where it cannot be made.
   */
  result<Kind extends DecodingKind>(
    wish: DecodingWish<Kind>,
    patience: AbortSignal,
  ): Promise<DecodingResult<Kind>>;
  /** Sends away who waits. */
  close(): void;
}

export interface DecodingDeskOptions {
  db: Db;
  events: Pick<EventHub, 'onDecoding'>;
  patienceMs?: number;
  lookEveryMs?: number;
}

export function openDecodingDesk({
  db,
  events,
  patienceMs = PATIENCE_MS,
  lookEveryMs = LOOK_EVERY_MS,
}: DecodingDeskOptions): DecodingDesk {
  const closing = new AbortController();

  const ask = (wish: DecodingWish): Promise<string> =>
    inTransaction(db, async (tx) => {
      const { id, isNew } = await askDecoding(tx, wish);
      if (isNew) await sendJob(tx, 'decoding.run', { decodingId: id }, { jobKey: `decoding:${id}` });
      return id;
    });

  const ended = async (id: string, patience: AbortSignal): Promise<unknown> => {
    const bell = createBell(lookEveryMs);
    // Listening begins before the row is read, so that nothing falls between the two.
    const stop = events.onDecoding(id, bell.ring);
    try {
      for (;;) {
        const row = await db.decoding.findUnique({ where: { id } });
        if (!row) throw refused('NOT_FOUND', 'The experiment was deleted.');
        if (row.status === 'SUCCEEDED') return row.result;
        if (row.status === 'FAILED') {
          const { code, message } = failure.parse(row.failure);
          throw refused(code, message);
        }
        if (patience.aborted)
          throw refused('DECODING_NOT_READY', 'The pictures are still being made. Ask again in a moment.');
        await bell.next(patience);
      }
    } finally {
      stop();
    }
  };

  return {
    patience: () => AbortSignal.any([AbortSignal.timeout(patienceMs), closing.signal]),
    async result(wish, patience) {
      const id = await ask(wish);
      return decodingResult[wish.kind].parse(await ended(id, patience)) as DecodingResult<typeof wish.kind>;
    },
    close: () => closing.abort(),
  };
}

/** Remembers that it was rung until somebody asks. */
function createBell(lookEveryMs: number) {
  let isRung = false;
  let wake: (() => void) | null = null;
  return {
    ring: (): void => {
      isRung = true;
      wake?.();
    },
    /** Resolves when it is rung, when it is time to look again, or when the signal is aborted. */
    async next(signal: AbortSignal): Promise<void> {
      if (!isRung)
        await new Promise<void>((resolve) => {
          const end = (): void => {
            clearTimeout(timer);
            signal.removeEventListener('abort', end);
            resolve();
          };
          const timer = setTimeout(end, lookEveryMs);
          signal.addEventListener('abort', end);
          wake = end;
        });
      isRung = false;
    },
  };
}
