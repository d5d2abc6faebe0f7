import type { ReactNodeViewProps } from '@tiptap/react';

/**
 * Changes an attribute of a node and leaves it chosen. Tiptap's own `updateAttributes` puts another node in the place of
 * one without content, which is chosen no longer: its field would go after the first letter.
 */
export function setAttribute(
  { editor, getPos }: Pick<ReactNodeViewProps, 'editor' | 'getPos'>,
  name: string,
  value: string,
): void {
  const at = getPos();
  if (at === undefined) return;
  editor.commands.command(({ tr }) => Boolean(tr.setNodeAttribute(at, name, value)));
}
