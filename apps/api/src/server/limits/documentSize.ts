import { type DocumentNode, type FragmentDefinitionNode, Kind, type SelectionSetNode } from 'graphql';

export interface DocumentSize {
  /** Of its largest operation: fields within fields. */
  depth: number;
  /** Of its largest operation: fields and fragments, each use of a fragment counted. */
  selections: number;
  /** The name of a fragment that contains itself. */
  cycle: string | null;
}

type Size = Omit<DocumentSize, 'cycle'>;

/**
 * The size of a document, each fragment measured once: the time goes with the text's length, whatever its fragments
 * expand to.
 */
export function documentSize({ definitions }: DocumentNode): DocumentSize {
  const fragments = new Map<string, FragmentDefinitionNode>();
  for (const definition of definitions)
    if (definition.kind === Kind.FRAGMENT_DEFINITION) fragments.set(definition.name.value, definition);
  const measure = new Measure(fragments);
  const whole: DocumentSize = { depth: 0, selections: 0, cycle: null };
  for (const definition of definitions) {
    if (definition.kind === Kind.FRAGMENT_DEFINITION) measure.fragment(definition.name.value);
    if (definition.kind !== Kind.OPERATION_DEFINITION) continue;
    const { depth, selections } = measure.selectionSet(definition.selectionSet);
    whole.depth = Math.max(whole.depth, depth);
    whole.selections = Math.max(whole.selections, selections);
  }
  return { ...whole, cycle: measure.cycle };
}

const NOTHING: Size = { depth: 0, selections: 0 };

class Measure {
  cycle: string | null = null;
  readonly #known = new Map<string, Size>();
  readonly #open = new Set<string>();
  readonly #fragments: ReadonlyMap<string, FragmentDefinitionNode>;

  constructor(fragments: ReadonlyMap<string, FragmentDefinitionNode>) {
    this.#fragments = fragments;
  }

  selectionSet({ selections }: SelectionSetNode): Size {
    const whole: Size = { depth: 0, selections: 0 };
    for (const selection of selections) {
      const inner =
        selection.kind === Kind.FRAGMENT_SPREAD
          ? this.fragment(selection.name.value)
          : selection.selectionSet
            ? this.selectionSet(selection.selectionSet)
            : NOTHING;
      const level = selection.kind === Kind.FIELD ? 1 : 0;
      whole.depth = Math.max(whole.depth, inner.depth + level);
      whole.selections += inner.selections + 1;
    }
    return whole;
  }

  fragment(name: string): Size {
    const known = this.#known.get(name);
    if (known) return known;
    if (this.#open.has(name)) {
      this.cycle ??= name;
      return NOTHING;
    }
    const definition = this.#fragments.get(name);
    if (!definition) return NOTHING;
    this.#open.add(name);
    const size = this.selectionSet(definition.selectionSet);
    this.#open.delete(name);
    this.#known.set(name, size);
    return size;
  }
}
