import { binPlane, type Plane } from '@asterism/fits';

/**
 * A plane and its means over 2 x 2, 4 x 4, ... pixels, made when first asked for: a picture smaller than its plane shows
 * means rather than every n-th pixel, which would lose small sources.
 */
export class Pyramid {
  readonly #levels: Plane[];

  constructor(plane: Plane) {
    this.#levels = [plane];
  }

  get plane(): Plane {
    return this.#levels[0]!;
  }

  /** Those made so far. */
  get levels(): readonly Plane[] {
    return this.#levels;
  }

  /** Means over blocks of 2 to the power of `level`. */
  at(level: number): Plane {
    while (this.#levels.length <= level) {
      const last = this.#levels.at(-1)!;
      if (last.width === 1 && last.height === 1) return last;
      this.#levels.push(binPlane(last, 2));
    }
    return this.#levels[level]!;
  }

  /** The first level of no more than `side` pixels a side. */
  levelWithin(side: number): number {
    let level = 0;
    for (let longest = Math.max(this.plane.width, this.plane.height); longest > side; level++)
      longest = Math.ceil(longest / 2);
    return level;
  }
}

/** The level whose pixels are nearest to one device pixel, at `scale` device pixels an image pixel. */
export const levelFor = (scale: number): number => Math.max(0, Math.round(Math.log2(1 / scale)));
