import FFT from 'fft.js';
import type { Grid } from './grid.ts';

// Columns that are copied out of the field at once: of each line a cache line's worth.
const ABREAST = 4;

/**
 * What rows on the nodes of a grid do to all its nodes. `values` holds size x size complex numbers, line after line: first
 * how many rows a node has, in the real parts; after `convolve`, the pushes along x in the real parts and along y in the
 * imaginary ones.
 */
export class PushField {
  readonly grid: Grid;
  readonly stride: number;
  readonly values: Float64Array;
  readonly #fft: FFT;
  readonly #half: number;
  // Transforms of q and of q² dx; those of q² dy are the latter, turned over. Even or odd, so a quarter of each is kept.
  readonly #affinity: Float64Array;
  readonly #push: Float64Array;
  readonly #lines: { in: Float64Array; out: Float64Array };

  constructor(grid: Grid) {
    const { size } = grid;
    this.grid = grid;
    this.stride = size;
    this.#half = size / 2;
    this.#fft = new FFT(size);
    this.values = new Float64Array(2 * size * size);
    this.#lines = { in: new Float64Array(2 * size * ABREAST), out: new Float64Array(2 * size) };
    const quarter = (this.#half + 1) ** 2;
    this.#affinity = new Float64Array(quarter);
    this.#push = new Float64Array(quarter);
    this.#transformKernels();
  }

  clear(): void {
    this.values.fill(0);
  }

  /** Returns the sum of q over all pairs of rows, each with itself too. */
  convolve(): number {
    const { size } = this.grid;
    let total = 0;
    this.#alongLines(this.#half, false);
    this.#alongColumns((column, u) => {
      total += this.#multiply(column, u);
      return true;
    });
    this.#alongLines(this.#half, true);
    return total / (size * size);
  }

  /** q is even and q² dx odd, so one field holds both: the transform of the sum has one in each part. */
  #transformKernels(): void {
    const { size, spacing } = this.grid;
    for (let line = 0; line < size; line++) {
      const dy = spacing * (line < this.#half ? line : line - size);
      for (let column = 0; column < size; column++) {
        const dx = spacing * (column < this.#half ? column : column - size);
        const q = 1 / (1 + dx * dx + dy * dy);
        // Half around is as far to either side.
        this.values[2 * (line * size + column)] = q + (column === this.#half ? 0 : q * q * dx);
        this.values[2 * (line * size + column) + 1] = 0;
      }
    }
    this.#alongLines(size, false);
    this.#alongColumns((column, u) => {
      if (u > this.#half) return false;
      for (let v = 0; v <= this.#half; v++) {
        this.#affinity[v * (this.#half + 1) + u] = column[2 * v]!;
        this.#push[v * (this.#half + 1) + u] = column[2 * v + 1]!;
      }
      return false;
    });
  }

  /** Multiplies column u of the transform by the kernels'; returns its part of the sum of q. */
  #multiply(column: Float64Array, u: number): number {
    const { size } = this.grid;
    const wide = this.#half + 1;
    const mirrored = Math.min(u, size - u);
    const signX = u > this.#half ? -1 : 1;
    let total = 0;
    for (let v = 0; v < size; v++) {
      const folded = Math.min(v, size - v);
      const signY = v > this.#half ? -1 : 1;
      const a = column[2 * v]!;
      const b = column[2 * v + 1]!;
      total += this.#affinity[folded * wide + mirrored]! * (a * a + b * b);
      const x = signX * this.#push[folded * wide + mirrored]!;
      const y = signY * this.#push[mirrored * wide + folded]!;
      // Times i x - y: i x is the transform of the pushes along x, i y that along y, which goes into the imaginary part.
      column[2 * v] = -a * y - b * x;
      column[2 * v + 1] = a * x - b * y;
    }
    return total;
  }

  /** Of the first `count` lines; all others are zero before, or not looked at after. */
  #alongLines(count: number, inverse: boolean): void {
    const { size } = this.grid;
    const { out } = this.#lines;
    for (let line = 0; line < count; line++) {
      const own = this.values.subarray(2 * size * line, 2 * size * (line + 1));
      if (inverse) this.#fft.inverseTransform(out, own);
      else this.#fft.transform(out, own);
      own.set(out);
    }
  }

  /** Transforms every column, tells it, and where this is wanted transforms back what is left in it. */
  #alongColumns(tell: (column: Float64Array, u: number) => boolean): void {
    const { size } = this.grid;
    const { in: columns, out } = this.#lines;
    for (let first = 0; first < size; first += ABREAST) {
      this.#copyColumns(first, (at, place) => {
        columns[place] = this.values[at]!;
        columns[place + 1] = this.values[at + 1]!;
      });
      let changed = false;
      for (let n = 0; n < ABREAST; n++) {
        const own = columns.subarray(2 * size * n, 2 * size * (n + 1));
        this.#fft.transform(out, own);
        if (!tell(out, first + n)) continue;
        this.#fft.inverseTransform(own, out);
        changed = true;
      }
      if (changed)
        this.#copyColumns(first, (at, place) => {
          this.values[at] = columns[place]!;
          this.values[at + 1] = columns[place + 1]!;
        });
    }
  }

  #copyColumns(first: number, copy: (at: number, place: number) => void): void {
    const { size } = this.grid;
    for (let line = 0; line < size; line++)
      for (let n = 0; n < ABREAST; n++) copy(2 * (line * size + first + n), 2 * (n * size + line));
  }
}
