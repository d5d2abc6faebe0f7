import { type Change, ChangeSet, simplifyChanges } from '@tiptap/pm/changeset';
import { type Node, Schema } from '@tiptap/pm/model';
import { StepMap } from '@tiptap/pm/transform';

export interface Piece {
  kind: 'same' | 'added' | 'removed';
  text: string;
}

// The library compares documents: here one of lines, each a leaf, or one of letters.
const LINES = new Schema({
  nodes: { doc: { content: 'line*' }, line: { attrs: { text: {} } }, text: {} },
});
const LETTERS = new Schema({ nodes: { doc: { content: 'text*' }, text: {} } });

const BY_TEXT = {
  encodeCharacter: (letter: number) => letter,
  encodeNodeStart: (node: Node): string => String(node.attrs.text),
  encodeNodeEnd: () => '',
  compareTokens: (one: number | string, other: number | string) => one === other,
};

/**
 * What was removed from one text and added to reach another, in whole words and in order; `same` and `added` together
 * are the later text, `same` and `removed` the earlier. First by lines and then by letters within those that changed,
 * since the library gives up on what is changed over more than 2,500 letters.
 */
export function differencesBetween(before: string, after: string): Piece[] {
  const [from, to] = [linesOf(before), linesOf(after)];
  const pieces: Piece[] = [];
  let [atFrom, atTo] = [0, 0];
  for (const { fromA, toA, fromB, toB } of changesOf(lineDocument(from), lineDocument(to))) {
    add(pieces, 'same', to.slice(atTo, fromB).join(''));
    addWithin(pieces, from.slice(fromA, toA).join(''), to.slice(fromB, toB).join(''));
    [atFrom, atTo] = [toA, toB];
  }
  add(pieces, 'same', from.slice(atFrom).join(''));
  return pieces;
}

/** Within lines that differ. */
function addWithin(pieces: Piece[], before: string, after: string): void {
  const to = letterDocument(after);
  let at = 0;
  for (const { fromA, toA, fromB, toB } of simplifyChanges(changesOf(letterDocument(before), to), to)) {
    add(pieces, 'same', after.slice(at, fromB));
    add(pieces, 'removed', before.slice(fromA, toA));
    add(pieces, 'added', after.slice(fromB, toB));
    at = toB;
  }
  add(pieces, 'same', after.slice(at));
}

function add(pieces: Piece[], kind: Piece['kind'], text: string): void {
  const last = pieces.at(-1);
  if (text === '') return;
  if (last?.kind === kind) last.text += text;
  else pieces.push({ kind, text });
}

/** Each with its end. */
const linesOf = (text: string): string[] => text.match(/[^\n]*\n|[^\n]+$/g) ?? [];
const lineDocument = (lines: readonly string[]): Node =>
  LINES.node(
    'doc',
    null,
    lines.map((text) => LINES.node('line', { text })),
  );
const letterDocument = (text: string): Node => LETTERS.node('doc', null, text ? [LETTERS.text(text)] : []);

function changesOf(before: Node, after: Node): readonly Change[] {
  const everything = new StepMap([0, before.content.size, after.content.size]);
  return ChangeSet.create(before, undefined, BY_TEXT).addSteps(after, [everything], null).changes;
}
