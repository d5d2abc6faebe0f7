import type { Node } from '@tiptap/pm/model';
import { normaliseBlocks } from './normalise.ts';

// Above this many pairs of blocks to compare, only what is the same at both ends is found.
const MOST_PAIRS = 1_000_000;

/**
 * `wanted` (normalised) with the blocks of `current` wherever they say the same: with empty paragraphs and spaces that
 * Markdown cannot say but somebody may be typing in, and as the very same nodes.
 */
export function keepWhatSaysTheSame(current: Node, wanted: Node): Node {
  const blocks = current.children.map((node) => ({ node, key: keyOf(node) }));
  const said = blocks.filter(({ key }) => key !== '');
  const keys = wanted.children.map((node) => JSON.stringify(node.toJSON()));
  const pairs = samePairs(
    said.map(({ key }) => key),
    keys,
  );
  const kept: Node[] = [];
  // Empty paragraphs go with the block before them; those before the first with the beginning.
  const emptyAfter = (position: number) => {
    for (let next = position; blocks[next]?.key === ''; next++) kept.push(blocks[next]!.node);
  };
  const positions = blocks.flatMap(({ key }, position) => (key === '' ? [] : [position]));
  if (said.length > 0) emptyAfter(0);
  wanted.children.forEach((node, index) => {
    const same = pairs.get(index);
    if (same === undefined) {
      kept.push(node);
      return;
    }
    const position = positions[same]!;
    kept.push(blocks[position]!.node);
    emptyAfter(position + 1);
  });
  return wanted.type.create(null, kept);
}

/** What a block says, to compare; empty where it says nothing. */
function keyOf(block: Node): string {
  const [normal] = normaliseBlocks([block]);
  return normal ? JSON.stringify(normal.toJSON()) : '';
}

/** The longest common row of two lists, as positions: of the second list -> of the first. */
function samePairs(first: string[], second: string[]): Map<number, number> {
  const pairs = new Map<number, number>();
  let start = 0;
  while (start < Math.min(first.length, second.length) && first[start] === second[start]) {
    pairs.set(start, start);
    start++;
  }
  let [firstEnd, secondEnd] = [first.length, second.length];
  while (firstEnd > start && secondEnd > start && first[firstEnd - 1] === second[secondEnd - 1]) {
    pairs.set(--secondEnd, --firstEnd);
  }
  const [rows, columns] = [firstEnd - start, secondEnd - start];
  if (rows * columns > MOST_PAIRS) return pairs;
  // lengths[i][j]: how many are common from there on.
  const lengths = Array.from({ length: rows + 1 }, () => new Uint32Array(columns + 1));
  for (let i = rows - 1; i >= 0; i--) {
    for (let j = columns - 1; j >= 0; j--) {
      lengths[i]![j] =
        first[start + i] === second[start + j]
          ? lengths[i + 1]![j + 1]! + 1
          : Math.max(lengths[i + 1]![j]!, lengths[i]![j + 1]!);
    }
  }
  for (let i = 0, j = 0; i < rows && j < columns; ) {
    if (first[start + i] === second[start + j]) pairs.set(start + j++, start + i++);
    else if (lengths[i + 1]![j]! >= lengths[i]![j + 1]!) i++;
    else j++;
  }
  return pairs;
}
