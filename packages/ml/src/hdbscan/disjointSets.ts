/** Sets of 0 to count - 1 that can be joined (Tarjan 1975), with path halving. */
export class DisjointSets {
  readonly #parents: Int32Array;

  constructor(count: number) {
    this.#parents = Int32Array.from({ length: count }, (_, i) => i);
  }

  /** The set's representative. */
  find(item: number): number {
    let at = item;
    while (this.#parents[at] !== at) {
      this.#parents[at] = this.#parents[this.#parents[at]!]!;
      at = this.#parents[at]!;
    }
    return at;
  }

  /** `into`'s representative stands for both from now on. */
  join(set: number, into: number): void {
    this.#parents[this.find(set)] = this.find(into);
  }
}
