// Long enough that a chunk that ends does not make the number jump, short enough that a change shows.
const WINDOW_MS = 8000;

export interface Speedometer {
  /** Notes how much was sent in all. */
  note(sentBytes: number, now: number): void;
  /** Bytes a second over the last seconds; null before there is something to go by. */
  bytesPerSecond(now: number): number | null;
  /** Forgets what was noted, as after a pause. */
  reset(): void;
}

/** Measures how fast bytes go. Times are milliseconds of one clock. */
export function createSpeedometer(): Speedometer {
  let notes: { sentBytes: number; at: number }[] = [];
  return {
    note(sentBytes, at) {
      notes = notes.filter((note) => at - note.at <= WINDOW_MS);
      // Bytes that were there already, of an upload that is gone on with, are no speed.
      notes.push({ sentBytes, at });
    },
    bytesPerSecond(now) {
      const [first] = notes;
      const last = notes.at(-1);
      if (!first || !last || now - first.at < 500) return null;
      return Math.max(0, (last.sentBytes - first.sentBytes) / ((now - first.at) / 1000));
    },
    reset() {
      notes = [];
    },
  };
}
