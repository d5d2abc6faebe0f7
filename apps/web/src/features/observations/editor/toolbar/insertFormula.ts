import type { Editor } from '@tiptap/core';
import { NodeSelection } from '@tiptap/pm/state';

/** Puts an empty formula at the caret and chooses it, so that its LaTeX is what is typed next. */
export function insertFormula(editor: Editor): void {
  const formula = { type: 'inlineMath', attrs: { latex: '' } };
  const at = editor.state.selection.from;
  editor
    .chain()
    .focus()
    .insertContent(formula)
    .command(({ tr }) => {
      const place = tr.mapping.map(at, -1);
      if (tr.doc.nodeAt(place)?.type.name === formula.type)
        tr.setSelection(NodeSelection.create(tr.doc, place));
      return true;
    })
    .run();
}
