import type { Transaction } from '@tiptap/pm/state';

/** Puts a paragraph behind what ends the text, such as a table or a picture, so that one can write on below it. */
export function addRoomBelow(transaction: Transaction): true {
  const { doc } = transaction;
  const paragraph = doc.type.schema.nodes['paragraph'];
  if (paragraph && !doc.lastChild?.isTextblock) transaction.insert(doc.content.size, paragraph.create());
  return true;
}
