import type { Node } from '@tiptap/pm/model';
import { updateYFragment } from '@tiptap/y-tiptap';
import type * as Y from 'yjs';
import { TEXT } from '../fields.ts';
import { keepWhatSaysTheSame } from './keep.ts';
import { normalise } from './normalise.ts';
import { readWithOrigins } from './read.ts';

/**
 * Makes the text of an observation say what `text` says, by the smallest edit: blocks that say the same stay as they
 * are, with what is being typed in them, and of the others only the letters that differ are replaced. So what others
 * change at the same time is merged with it.
 */
export function writeText(doc: Y.Doc, text: Node): void {
  doc.transact(() => {
    const { text: current, origins } = readWithOrigins(doc);
    const wanted = keepWhatSaysTheSame(current, normalise(text));
    updateYFragment(doc, doc.getXmlFragment(TEXT), wanted, { mapping: origins, isOMark: new Map() });
  });
}
