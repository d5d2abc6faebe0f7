import type { Node } from '@tiptap/pm/model';
import type * as Y from 'yjs';
import { commonRow } from './align.ts';

type Attributes = Record<string, unknown>;
interface Run {
  length: number;
  attributes: Attributes;
}

/** The marks of a text node as y-tiptap keeps them. */
export function attributesOf(node: Node): Attributes {
  return Object.fromEntries(node.marks.map((mark) => [mark.type.name, mark.attrs]));
}

/** Makes a text say these runs by replacing the words that differ, each by itself, and setting the marks that differ. */
export function editLetters(text: Y.XmlText, runs: readonly Node[]): void {
  const delta: { insert?: unknown }[] = text.toDelta();
  const have = delta.map(({ insert }) => (typeof insert === 'string' ? insert : '\uFFFC')).join('');
  const wanted = runs.map((run) => run.text).join('');
  for (const { index, remove, insert } of replacements(have, wanted).reverse()) {
    if (remove > 0) text.delete(index, remove);
    if (insert) text.insert(index, insert);
  }
  editMarks(
    text,
    runs.map((run) => ({ length: run.text!.length, attributes: attributesOf(run) })),
  );
}

interface Replacement {
  index: number;
  remove: number;
  insert: string;
}

/** What to replace where in `have`, in ascending order. */
function replacements(have: string, wanted: string): Replacement[] {
  const [first, second] = [wordsOf(have), wordsOf(wanted)];
  const found: Replacement[] = [];
  let [i, j, index] = [0, 0, 0];
  for (const [nextI, nextJ] of [
    ...commonRow(first, second, weightOf),
    [first.length, second.length] as const,
  ]) {
    const removed = first.slice(i, nextI).join('');
    const inserted = second.slice(j, nextJ).join('');
    if (removed !== inserted) {
      const isOneWord = nextI - i === 1 && nextJ - j === 1;
      found.push(
        (isOneWord && respelling(index, removed, inserted)) || {
          index,
          remove: removed.length,
          insert: inserted,
        },
      );
    }
    index += removed.length + (first[nextI]?.length ?? 0);
    [i, j] = [nextI + 1, nextJ + 1];
  }
  return found;
}

// A long word that stays where it was says more than any number of spaces that do.
const weightOf = (word: string) => (word.trim() === '' ? 0.01 : word.length);

const wordsOf = (text: string): string[] => text.match(/[\p{L}\p{N}]+|\s+|./gsu) ?? [];

/** Only the letters that differ, where a word gains or loses some, such as an ending; null of two different words. */
function respelling(index: number, removed: string, inserted: string): Replacement | null {
  const [from, to] = [[...removed], [...inserted]];
  const most = Math.min(from.length, to.length);
  let start = 0;
  while (start < most && from[start] === to[start]) start++;
  let tail = 0;
  while (tail < most - start && from[from.length - 1 - tail] === to[to.length - 1 - tail]) tail++;
  if (start + tail < most) return null;
  return {
    index: index + from.slice(0, start).join('').length,
    remove: from.slice(start, from.length - tail).join('').length,
    insert: to.slice(start, to.length - tail).join(''),
  };
}

function editMarks(text: Y.XmlText, wanted: readonly Run[]): void {
  const delta: { insert?: unknown; attributes?: Attributes }[] = text.toDelta();
  const have = delta.map(({ insert, attributes = {} }) => ({
    length: typeof insert === 'string' ? insert.length : 1,
    attributes,
  }));
  let index = 0;
  const changes: { index: number; length: number; attributes: Attributes }[] = [];
  for (const [from, to] of sideBySide(have, wanted)) {
    const attributes = difference(from.attributes, to.attributes);
    if (Object.keys(attributes).length > 0) changes.push({ index, length: from.length, attributes });
    index += from.length;
  }
  for (const change of changes) text.format(change.index, change.length, change.attributes);
}

/** Two lists of runs over the same letters, cut so that they begin and end together. */
function* sideBySide(first: readonly Run[], second: readonly Run[]): Generator<[Run, Run]> {
  let [i, j, usedI, usedJ] = [0, 0, 0, 0];
  while (i < first.length && j < second.length) {
    const [a, b] = [first[i]!, second[j]!];
    const length = Math.min(a.length - usedI, b.length - usedJ);
    if (length > 0)
      yield [
        { ...a, length },
        { ...b, length },
      ];
    usedI += length;
    usedJ += length;
    if (usedI >= a.length) [i, usedI] = [i + 1, 0];
    if (usedJ >= b.length) [j, usedJ] = [j + 1, 0];
  }
}

/** What to set so that the one becomes the other; null takes a mark away. */
function difference(from: Attributes, to: Attributes): Attributes {
  const changed: Attributes = {};
  for (const name of Object.keys(from)) if (!(name in to)) changed[name] = null;
  for (const [name, value] of Object.entries(to)) {
    if (!(name in from) || JSON.stringify(from[name]) !== JSON.stringify(value)) changed[name] = value;
  }
  return changed;
}
