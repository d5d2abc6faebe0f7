import type { Editor } from '@tiptap/core';
import { addRoomBelow } from '../roomBelow.ts';

/** Puts a picture at a place in a text, behind whatever holds none there, such as a table. */
export function putImage(editor: Editor, src: string, at: number): void {
  const { doc, schema } = editor.state;
  const place = doc.resolve(Math.min(Math.max(at, 0), doc.content.size));
  const image = schema.nodes['image'];
  const holder = place.parent.isTextblock && place.depth > 0 ? place.node(-1) : place.parent;
  const isHeld = image !== undefined && holder.type.contentMatch.matchType(image) !== null;
  const content = { type: 'image', attrs: { src, alt: '' } };
  editor
    .chain()
    .insertContentAt(isHeld || place.depth === 0 ? place.pos : place.after(1), content)
    .command(({ tr }) => addRoomBelow(tr))
    .run();
}
