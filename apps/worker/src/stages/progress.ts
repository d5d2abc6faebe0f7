/** How far a piece of work is and how long it will take, by the speed since this process took it up. */
export interface ProgressMeter {
  set(fraction: number): void;
  read(): { fraction: number; secondsLeft: number | null };
  /** Whether enough has changed since the last call that it is worth telling everybody. */
  isNews(): boolean;
}

// 200 experiments may wait for one stage: half a per cent is a pixel of a progress bar.
const NEWS = 0.005;

/** `now` in milliseconds. */
export function createProgressMeter(now: () => number): ProgressMeter {
  let fraction = 0;
  let told = 0;
  let first: { fraction: number; at: number } | null = null;
  return {
    set(value) {
      fraction = Math.min(Math.max(value, 0), 1);
      // A stage taken over starts at its checkpoint's fraction.
      first ??= { fraction, at: now() };
    },
    read() {
      const done = first ? fraction - first.fraction : 0;
      const secondsLeft = first && done > 0 ? ((now() - first.at) / 1000 / done) * (1 - fraction) : null;
      return { fraction, secondsLeft };
    },
    isNews() {
      if (Math.abs(fraction - told) < NEWS) return false;
      told = fraction;
      return true;
    },
  };
}
