import type { Editor } from '@tiptap/core';
import type { Transaction } from '@tiptap/pm/state';

/** Follows a place in a text through what everybody writes, until it is let go. */
export function followPlace(editor: Editor, at: number): { now: () => number; letGo: () => void } {
  let place = editor.utils.createMappablePosition(at);
  const follow = ({ transaction }: { transaction: Transaction }) => {
    place = editor.utils.getUpdatedPosition(place, transaction).position;
  };
  editor.on('transaction', follow);
  return { now: () => place.position, letGo: () => void editor.off('transaction', follow) };
}
