/** Long enough for every panel of a page on a graphics card, short of what holds up a key or a pointer. */
const BUDGET_MS = 16;

/**
 * Paints with the next frame what asked for it, in the order of asking, each once. What a frame has no time for is
 * painted with the one after: four planes of 600 x 600 without a graphics card take 150 ms, in which nothing else would
 * be heard.
 */
export class PaintTurns {
  readonly #waiting = new Set<() => void>();
  #frame: number | null = null;

  ask(paint: () => void): void {
    this.#waiting.add(paint);
    this.#frame ??= requestAnimationFrame(() => this.#run());
  }

  forget(paint: () => void): void {
    this.#waiting.delete(paint);
  }

  #run(): void {
    this.#frame = null;
    const start = performance.now();
    for (const paint of this.#waiting) {
      this.#waiting.delete(paint);
      paint();
      if (performance.now() - start > BUDGET_MS) break;
    }
    if (this.#waiting.size > 0) this.#frame ??= requestAnimationFrame(() => this.#run());
  }
}
