import type { Editor } from '@tiptap/core';
import { Extension, type JSONContent, type Range } from '@tiptap/core';
import { type EditorState, Plugin, PluginKey } from '@tiptap/pm/state';
import { ySyncPluginKey } from '@tiptap/y-tiptap';

/** Where the caret is behind a space that came with a chip and that nothing was typed after; null elsewhere. */
const BEHIND_SPACE = new PluginKey<number | null>('chipSpace');
const ENDS_WORDS = /^[.,;:!?)]$/;

/** Puts a chip in the place of what was typed for it, with a space behind it where there is none. */
export function insertChip(editor: Editor, range: Range, chip: JSONContent): void {
  const isSpaced = /^\s/.test(editor.state.doc.resolve(range.to).nodeAfter?.text ?? '');
  editor
    .chain()
    .focus()
    .insertContentAt(range, isSpaced ? chip : [chip, { type: 'text', text: ' ' }])
    .command(({ tr, commands }) =>
      isSpaced
        ? commands.setTextSelection(tr.selection.from + 1)
        : Boolean(tr.setMeta(BEHIND_SPACE, tr.selection.from)),
    )
    .run();
}

/** The space that came with a chip is the one that people type next, and makes room for a comma or a full stop. */
export const chipSpace = (): Plugin<number | null> =>
  new Plugin<number | null>({
    key: BEHIND_SPACE,
    state: {
      init: () => null,
      apply(transaction, at) {
        const placed: number | null | undefined = transaction.getMeta(BEHIND_SPACE);
        if (placed !== undefined) return placed;
        if (at === null || (transaction.docChanged && !transaction.getMeta(ySyncPluginKey))) return null;
        const now = transaction.mapping.map(at);
        return transaction.selection.empty && transaction.selection.from === now ? now : null;
      },
    },
    props: {
      handleTextInput({ state, dispatch }, from, to, text) {
        if (from !== to || from !== BEHIND_SPACE.getState(state) || !isAfterSpace(state, from)) return false;
        if (text === ' ') dispatch(state.tr.setMeta(BEHIND_SPACE, null));
        else if (ENDS_WORDS.test(text)) dispatch(state.tr.insertText(text, from - 1, from));
        else return false;
        return true;
      },
    },
  });

const isAfterSpace = ({ doc }: EditorState, at: number): boolean => doc.textBetween(at - 1, at) === ' ';

export const ChipSpace = Extension.create({ name: 'chipSpace', addProseMirrorPlugins: () => [chipSpace()] });
