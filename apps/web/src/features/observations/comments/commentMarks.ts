import { type EditorState, Plugin, PluginKey, type Transaction } from '@tiptap/pm/state';
import { Decoration, DecorationSet, type EditorView } from '@tiptap/pm/view';
import { ySyncPluginKey } from '@tiptap/y-tiptap';
import { type Anchor, type BoundText, type Range, rangeOf } from './anchors.ts';
import { findQuote } from './quotes.ts';

/** A thread on words of the text. */
export interface MarkedThread {
  id: string;
  quote: string;
  /** Null where only the words are known. */
  anchor: Anchor | null;
}

interface Marks {
  threads: readonly MarkedThread[];
  /** The thread that is looked at. */
  activeId: string | null;
  decorations: DecorationSet;
}

type Shown = Pick<Marks, 'threads' | 'activeId'>;

/** By which the plugin is taken away again. */
export const COMMENT_MARKS = new PluginKey<Marks>('commentMarks');

/** Names of classes by what is drawn. */
export type MarkClasses = Readonly<Partial<Record<'words' | 'active', string>>>;

interface Heard {
  /** On the words of these threads the caret was put. */
  onCaret: (threadIds: readonly string[]) => void;
  /** Ctrl, Alt and M were pressed in the text. */
  onComment: () => void;
}

/** Draws the words of threads, and hears what is done in the text. */
export function commentMarks(classes: MarkClasses, { onCaret, onComment }: Heard): Plugin<Marks> {
  const draw = (state: EditorState, { threads, activeId }: Shown): Marks => {
    const drawn = threads.flatMap(({ id, quote, anchor }) => {
      const range = findThread(state, anchor, quote);
      if (!range) return [];
      const name = [classes.words, id === activeId && classes.active].filter(Boolean).join(' ');
      return Decoration.inline(range.from, range.to, { class: name, 'data-thread': id }, { id });
    });
    return { threads, activeId, decorations: DecorationSet.create(state.doc, drawn) };
  };
  return new Plugin<Marks>({
    key: COMMENT_MARKS,
    state: {
      init: () => ({ threads: [], activeId: null, decorations: DecorationSet.empty }),
      apply: (transaction, marks, _before, state) => {
        const shown = shownBy(transaction);
        if (shown) return draw(state, shown);
        if (!transaction.docChanged) return marks;
        // What others write replaces all that differs, so that only Yjs knows where the words went. Of what one writes
        // oneself Yjs hears after this.
        if (transaction.getMeta(ySyncPluginKey)) return draw(state, marks);
        return { ...marks, decorations: marks.decorations.map(transaction.mapping, transaction.doc) };
      },
    },
    props: {
      decorations: (state) => COMMENT_MARKS.getState(state)?.decorations,
      handleKeyDown: (_view, event) => {
        // By its place: with Alt some keyboards write another letter.
        if (event.code !== 'KeyM' || !event.altKey || !(event.ctrlKey || event.metaKey)) return false;
        onComment();
        return true;
      },
    },
    view: () => ({
      update: ({ state }, before) => {
        if (before.selection.eq(state.selection)) return;
        onCaret(threadsAt(state, state.selection.head));
      },
    }),
  });
}

/** Draws these threads from now on. */
export const showThreads = (view: EditorView, shown: Shown): void =>
  view.dispatch(view.state.tr.setMeta(COMMENT_MARKS, shown).setMeta('addToHistory', false));

/** Where the words of each thread that has some left are now, by its id. */
export function threadRanges(state: EditorState): ReadonlyMap<string, Range> {
  const drawn = COMMENT_MARKS.getState(state)?.decorations.find() ?? [];
  return new Map(drawn.map(({ from, to, spec }) => [idOf(spec), { from, to }]));
}

/** The text and its nodes as the editor has bound them; null before it has. */
export function boundText(state: EditorState): BoundText | null {
  const bound = ySyncPluginKey.getState(state);
  return bound?.binding ? { text: bound.type, mapping: bound.binding.mapping } : null;
}

function findThread(state: EditorState, anchor: Anchor | null, quote: string): Range | null {
  const bound = boundText(state);
  const range = anchor && bound && rangeOf(anchor, bound);
  const isInside = range && range.to <= state.doc.content.size;
  return isInside ? range : findQuote(state.doc, quote);
}

function threadsAt(state: EditorState, position: number): string[] {
  const decorations = COMMENT_MARKS.getState(state)?.decorations;
  return decorations?.find(position, position).map(({ spec }) => idOf(spec)) ?? [];
}

const idOf = (spec: { id?: string }): string => spec.id ?? '';

const shownBy = (transaction: Transaction): Shown | undefined => transaction.getMeta(COMMENT_MARKS);
