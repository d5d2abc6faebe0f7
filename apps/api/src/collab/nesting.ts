import * as Y from 'yjs';

type Struct = ReturnType<typeof Y.decodeUpdate>['structs'][number];

/** How deep the structs of an update would lie in a document: 1 within a root. */
export class Nesting {
  readonly #doc: Y.Doc;
  readonly #byClient = new Map<number, Struct[]>();
  /** NaN while it is being found. */
  readonly #depths = new Map<Struct, number>();

  constructor(doc: Y.Doc, structs: readonly Struct[]) {
    this.#doc = doc;
    for (const struct of structs) {
      const own = this.#byClient.get(struct.id.client);
      if (own) own.push(struct);
      else this.#byClient.set(struct.id.client, [struct]);
    }
  }

  /** The greatest depth, or the first that is beyond the limit; where something is not there or contains itself, that. */
  deepest(limit: number): number | 'unknown' | 'circular' {
    let deepest = 0;
    for (const structs of this.#byClient.values())
      for (const struct of structs) {
        const depth = this.#depthOf(struct);
        if (typeof depth === 'string') return depth;
        deepest = Math.max(deepest, depth);
        if (deepest > limit) return deepest;
      }
    return deepest;
  }

  // No recursion: what a hostile update leans on may be a chain of a million.
  #depthOf(first: Struct): number | 'unknown' | 'circular' {
    const waiting = [first];
    for (let struct = waiting.at(-1); struct; struct = waiting.at(-1)) {
      if (this.#depths.get(struct) !== undefined && !Number.isNaN(this.#depths.get(struct))) {
        waiting.pop();
        continue;
      }
      const { id, below } = foundation(struct);
      const known = id === null ? 0 : this.#known(id);
      if (known === 'unknown') return 'unknown';
      if (typeof known === 'number') {
        this.#depths.set(struct, known + below);
        waiting.pop();
        continue;
      }
      if (this.#depths.has(struct)) return 'circular';
      this.#depths.set(struct, Number.NaN);
      waiting.push(known);
    }
    return this.#depths.get(first) ?? 0;
  }

  /** A depth, or the struct of the update whose depth is to be found first. */
  #known({ client, clock }: Y.ID): number | Struct | 'unknown' {
    if (clock < Y.getState(this.#doc.store, client))
      return depthInDocument(Y.getItem(this.#doc.store, Y.createID(client, clock)));
    const struct = structAt(this.#byClient.get(client) ?? [], clock);
    if (!struct) return 'unknown';
    const depth = this.#depths.get(struct);
    return depth === undefined || Number.isNaN(depth) ? struct : depth;
  }
}

/** What a struct's place follows from, and how much deeper than that it is. Yjs takes the left neighbour before the right. */
function foundation(struct: Struct): { id: Y.ID | null; below: number } {
  if (!(struct instanceof Y.Item)) return { id: null, below: 0 };
  const { parent, origin, rightOrigin } = struct;
  if (parent instanceof Y.ID) return { id: parent, below: 1 };
  if (typeof parent === 'string') return { id: null, below: 1 };
  return { id: origin ?? rightOrigin, below: 0 };
}

function depthInDocument(item: Y.Item | Y.GC): number {
  let depth = 0;
  for (let at: Y.Item | Y.GC | null = item; at instanceof Y.Item; depth++) {
    const { parent }: Y.Item = at;
    at = parent instanceof Y.AbstractType ? parent._item : null;
  }
  return depth;
}

/** The one of a client's structs, which are in order, that holds the clock. */
function structAt(structs: readonly Struct[], clock: number): Struct | undefined {
  let low = 0;
  let high = structs.length - 1;
  while (low <= high) {
    const middle = (low + high) >> 1;
    const struct = structs[middle]!;
    if (clock < struct.id.clock) high = middle - 1;
    else if (clock >= struct.id.clock + struct.length) low = middle + 1;
    else return struct;
  }
  return undefined;
}
