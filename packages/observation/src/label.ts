import type * as Y from 'yjs';
import { oneLine } from './schema/characters.ts';

/** Name of the part of a document that is the subject's label. */
export const LABEL = 'label';

/** Name of the part that holds all other fields. */
export const FIELDS = 'fields';

/** Characters of a label or a tag. */
export const MOST_LABEL_CHARACTERS = 120;

/**
 * The label of an observation; null where there is none. It is a text of its own, in which what several people type at
 * once is all there, as in the text below it; a value of the map would be that of one of them.
 */
export function readLabel(doc: Y.Doc): string | null {
  return cleanEntry(doc.getText(LABEL).toString()) ?? cleanEntry(earlierLabel(doc).get(LABEL));
}

/** Documents of before it was a text have it as a value of the fields, until it is written again. */
const earlierLabel = (doc: Y.Doc): Y.Map<unknown> => doc.getMap(FIELDS);

/** Makes the label say so by the smallest edit; null for none. A space at the end stays: another word may follow. */
export function writeLabel(doc: Y.Doc, label: string | null): void {
  const text = doc.getText(LABEL);
  if (earlierLabel(doc).has(LABEL)) earlierLabel(doc).delete(LABEL);
  const [have, wanted] = [[...text.toString()], [...fitting(label ?? '')]];
  const most = Math.min(have.length, wanted.length);
  let start = 0;
  while (start < most && have[start] === wanted[start]) start++;
  let tail = 0;
  while (tail < most - start && have[have.length - 1 - tail] === wanted[wanted.length - 1 - tail]) tail++;
  const lengthOf = (letters: string[]) => letters.join('').length;
  const index = lengthOf(have.slice(0, start));
  const removed = lengthOf(have.slice(start, have.length - tail));
  const inserted = wanted.slice(start, wanted.length - tail).join('');
  if (removed > 0) text.delete(index, removed);
  if (inserted) text.insert(index, inserted);
}

/** One line of words without spaces around them; null where nothing is left. */
export function cleanEntry(value: unknown): string | null {
  return typeof value === 'string' ? fitting(value).trim() || null : null;
}

// Cleaned once more, because the cut may halve a pair.
const fitting = (words: string): string =>
  oneLine(oneLine(words).trimStart().slice(0, MOST_LABEL_CHARACTERS));
