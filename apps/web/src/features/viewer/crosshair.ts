import type { PixelPlace } from './renderer/planeView.ts';

/** The pixel that is read in all panels. Kept outside React: a pointer moves more often than a page should be made. */
export class Crosshair {
  #place: PixelPlace | null = null;
  readonly #listeners = new Set<() => void>();

  get = (): PixelPlace | null => this.#place;

  set(place: PixelPlace | null): void {
    if (place?.x === this.#place?.x && place?.y === this.#place?.y) return;
    this.#place = place;
    for (const listener of this.#listeners) listener();
  }

  subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };
}
