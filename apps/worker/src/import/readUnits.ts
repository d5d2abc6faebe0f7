import { ChildCrashError } from '../children/errors.ts';
import type { ChildPool } from '../children/pool.ts';
import type { ImportedFile, Refusal, TaskOf } from '../children/tasks.ts';
import type { PlannedUnit } from './groupFiles.ts';
import { inLanes } from './lanes.ts';

export interface UnitReading {
  pool: ChildPool;
  signal: AbortSignal;
  /** Child processes that read at once. */
  lanes: number;
  units: readonly PlannedUnit[];
  /** The first that is to be read. */
  from: number;
  task: Pick<TaskOf<'IMPORT'>, 'wish' | 'folder'>;
  /** A child that says nothing for so long is taken for hung. */
  silenceMs: number;
  onRead: (unit: number, file: ImportedFile) => void;
  /** Resolves when the unit may be read. */
  room: (unit: number, signal: AbortSignal) => Promise<void>;
}

// A unit at which a child process died or fell silent so often is the cause: it is refused and the others go on.
const CRASHES_A_UNIT = 2;
// Few, so that a lane soon gives its child to whoever else waits for one, and the last chunks end together.
const CHUNK = 8;

/** Reads units in several child processes at once, and gives each one's result as it comes. */
export async function readUnits(reading: UnitReading): Promise<void> {
  const { pool, lanes, signal, units, from, onRead, room } = reading;
  const again: number[] = [];
  const crashes = new Map<number, number>();
  let next = from;
  const take = (): number[] => {
    // Alone, so that there is no doubt at which of them a child dies.
    const first = again.shift();
    if (first !== undefined) return [first];
    const chunk: number[] = [];
    for (; next < units.length && chunk.length < CHUNK; next++) {
      const { name, refusal } = units[next]!;
      if (refusal) onRead(next, refusedFile(name, refusal));
      else chunk.push(next);
    }
    return chunk;
  };
  await inLanes(lanes, signal, async (laneSignal) => {
    for (let chunk = take(); chunk.length > 0; chunk = take()) {
      await room(chunk.at(-1)!, laneSignal);
      const lease = await pool.acquire('light', laneSignal);
      try {
        const end = await readChunk(reading, lease.child, chunk, laneSignal);
        if (end.culprit === null) continue;
        const { name } = units[end.culprit]!;
        const count = (crashes.get(end.culprit) ?? 0) + 1;
        crashes.set(end.culprit, count);
        if (count >= CRASHES_A_UNIT) onRead(end.culprit, refusedFile(name, end.hung ? TOO_SLOW : CRASHED));
        else again.push(end.culprit);
        again.push(...end.unread);
      } finally {
        lease.release();
      }
    }
  });
}

interface ChunkEnd {
  /** The unit at which the child died or was ended; null where all were read. */
  culprit: number | null;
  hung: boolean;
  /** Those after it. */
  unread: number[];
}

async function readChunk(
  { units, task, silenceMs, onRead }: UnitReading,
  child: Awaited<ReturnType<ChildPool['acquire']>>['child'],
  chunk: readonly number[],
  signal: AbortSignal,
): Promise<ChunkEnd> {
  let read = 0;
  let hung = false;
  const watchdog = setTimeout(() => {
    hung = true;
    child.kill();
  }, silenceMs);
  try {
    const asked = chunk.map((unit) => ({ name: units[unit]!.name, files: units[unit]!.files }));
    await child.run<'IMPORT'>(
      { kind: 'IMPORT', units: asked, ...task },
      {
        signal,
        onReport(report) {
          watchdog.refresh();
          if (report.type === 'file') onRead(chunk[read++]!, report.file);
        },
      },
    );
    return { culprit: null, hung, unread: [] };
  } catch (error) {
    if (!(error instanceof ChildCrashError)) throw error;
    // It may die after its last report.
    return { culprit: chunk[read] ?? null, hung, unread: chunk.slice(read + 1) };
  } finally {
    clearTimeout(watchdog);
  }
}

const refusedFile = (fileName: string, refusal: Refusal): ImportedFile => ({
  fileName,
  content: null,
  refusal,
  blobs: [],
});

const CRASHED: Refusal = {
  code: 'UNREADABLE',
  message: 'Reading this file ended the reading process, twice; it may need more memory than there is.',
  byteOffset: null,
};

const TOO_SLOW: Refusal = {
  code: 'TOO_SLOW',
  message: 'Reading this file did not come to an end, twice, and was stopped; its disk may be gone.',
  byteOffset: null,
};
