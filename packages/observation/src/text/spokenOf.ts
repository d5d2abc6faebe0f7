import type { Node } from '@tiptap/pm/model';

/** ID numbers of the samples that the text speaks of, each once, in ascending order. */
export function sampleIndexes(text: Node): number[] {
  const found = new Set<number>();
  text.descendants((node) => {
    if (node.type.name === 'sampleRef') found.add(node.attrs.index);
  });
  return [...found].sort((a, b) => a - b);
}

/** Ids of the people whom the text mentions, each once, in the order in which they come. */
export function mentionedUsers(text: Node): string[] {
  const found = new Set<string>();
  text.descendants((node) => {
    if (node.type.name === 'mention') found.add(node.attrs.id);
  });
  return [...found];
}
