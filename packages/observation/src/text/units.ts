import type { Node } from '@tiptap/pm/model';
import { bestRow, commonRow } from './align.ts';
import { normaliseBlocks } from './normalise.ts';

/** A child as the Yjs document has it: a node, or all the text between two nodes. */
export type Unit = Node | Node[];

// Above this many pairs of changed children, they are paired in their order.
const MOST_PAIRS = 10_000;

export function unitsOf(children: readonly Node[]): Unit[] {
  const units: Unit[] = [];
  for (const child of children) {
    const last = units.at(-1);
    if (!child.isText) units.push(child);
    else if (Array.isArray(last)) last.push(child);
    else units.push([child]);
  }
  return units;
}

/** What a child says, to compare: blocks that Markdown writes in the same way say the same. Empty of what says nothing. */
export function keyOf(unit: Unit): string {
  if (Array.isArray(unit)) return JSON.stringify(unit.map((run) => run.toJSON()));
  if (!unit.type.isInGroup('block')) return JSON.stringify(unit.toJSON());
  const [normal] = normaliseBlocks([unit]);
  return normal ? JSON.stringify(normal.toJSON()) : '';
}

/**
 * Which child is to become which: those that say the same, and between them those of a kind that have most words in
 * common. As pairs of positions, ascending.
 */
export function pairUnits(have: readonly Unit[], wanted: readonly Unit[]): [number, number][] {
  const same = commonRow(have.map(keyOf), wanted.map(keyOf));
  const pairs: [number, number][] = [];
  let [i, j] = [0, 0];
  for (const [nextI, nextJ] of [...same, [have.length, wanted.length] as const]) {
    const between = pairSimilar(have.slice(i, nextI), wanted.slice(j, nextJ));
    for (const [a, b] of between) pairs.push([i + a, j + b]);
    if (nextI < have.length || nextJ < wanted.length) pairs.push([nextI, nextJ]);
    [i, j] = [nextI + 1, nextJ + 1];
  }
  return pairs;
}

function pairSimilar(have: Unit[], wanted: Unit[]): [number, number][] {
  if (have.length * wanted.length > MOST_PAIRS) {
    const inOrder = Array.from({ length: Math.min(have.length, wanted.length) }, (_, index) => index);
    return inOrder.filter((index) => isSameKind(have[index]!, wanted[index]!)).map((index) => [index, index]);
  }
  const [before, after] = [have.map(wordsOf), wanted.map(wordsOf)];
  return bestRow(have.length, wanted.length, (i, j) =>
    isSameKind(have[i]!, wanted[j]!) ? 0.01 + similarity(before[i]!, after[j]!) : 0,
  );
}

/** References and pictures are replaced, not changed into one another. */
function isSameKind(a: Unit, b: Unit): boolean {
  if (Array.isArray(a) || Array.isArray(b)) return Array.isArray(a) && Array.isArray(b);
  return a.type === b.type && !(a.isInline && a.isLeaf);
}

function wordsOf(unit: Unit): Map<string, number> {
  const text = Array.isArray(unit)
    ? unit.map((run) => run.text).join('')
    : unit.textBetween(0, unit.content.size, ' ', ' ');
  const words = new Map<string, number>();
  for (const [word] of text.matchAll(/[\p{L}\p{N}]+/gu)) words.set(word, (words.get(word) ?? 0) + 1);
  return words;
}

/** Dice's coefficient of two bags of words, 0 to 1. */
function similarity(a: Map<string, number>, b: Map<string, number>): number {
  let [common, total] = [0, 0];
  for (const [word, count] of a) {
    common += Math.min(count, b.get(word) ?? 0);
    total += count;
  }
  for (const count of b.values()) total += count;
  return total === 0 ? 0 : (2 * common) / total;
}
