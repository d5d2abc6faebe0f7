/**
 * Queries of the address that were asked for and are not drawn yet, the oldest first. While a page is being drawn for one
 * of them, Next puts that one back into the address although a later one already stood there: a change that went out from
 * the address then would lose the later one.
 */
export class AskedQuery {
  #waiting: { path: string; query: string }[] = [];
  #drawn = '';

  /** What a further change goes out from: what was asked for last of this page, or else what the address says. */
  latest(path: string, address: string): string {
    const last = this.#waiting.at(-1);
    return last?.path === path ? last.query : address;
  }

  ask(path: string, query: string): void {
    this.#waiting.push({ path, query });
  }

  /** Told what is drawn, by each who draws it. What nobody asked for here came by a link: nothing is waited for any more. */
  draw(path: string, query: string): void {
    const drawn = `${path}?${query}`;
    if (drawn === this.#drawn) return;
    this.#drawn = drawn;
    const at = this.#waiting.findLastIndex((asked) => asked.path === path && asked.query === query);
    this.#waiting = at < 0 ? [] : this.#waiting.slice(at + 1);
  }
}
