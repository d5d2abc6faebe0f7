import { WINDOW_SAMPLES } from './pictureStore.ts';

export interface PictureChoice {
  /** Points of the map. */
  count: number;
  /** About how many of them are in view. */
  countInView: number;
  inView: () => readonly number[];
  /** Those that have a picture now. */
  shown: readonly number[];
  /** Whether a picture can be had without asking. */
  isAtHand: (index: number) => boolean;
}

// Each is a request, and up to four sheets; more take seconds to come.
const WINDOWS_MOST = 16;
// Of more, looking at each is felt: some windows stand for all.
const LOOKED_AT_MOST = 20_000;

/**
 * Points that could have a picture, the most wanted first: those that have one now, so that nothing flickers; those at
 * hand; then those of a few windows of the version, since pictures come by sheets of neighbouring ID numbers.
 */
export function* pictureCandidates({ count, countInView, inView, shown, isAtHand }: PictureChoice) {
  yield* shown;
  if (countInView <= LOOKED_AT_MOST) {
    const points = inView();
    for (const index of points) if (isAtHand(index)) yield index;
    const windows = new Set<number>();
    for (const index of points) {
      const window = Math.floor(index / WINDOW_SAMPLES);
      if (isAtHand(index) || (windows.size >= WINDOWS_MOST && !windows.has(window))) continue;
      windows.add(window);
      yield index;
    }
    return;
  }
  const all = Math.ceil(count / WINDOW_SAMPLES);
  const step = Math.max(1, Math.floor(all / WINDOWS_MOST));
  for (let window = 0; window < all; window += step) {
    const from = window * WINDOW_SAMPLES;
    for (let index = from; index < Math.min(from + WINDOW_SAMPLES, count); index++) yield index;
  }
}
