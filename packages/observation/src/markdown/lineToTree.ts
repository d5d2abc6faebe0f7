import { Mark, type Node } from '@tiptap/pm/model';
import type { PhrasingContent } from 'mdast';
import { experimentReference, isReadBetween, mentionSign, sampleReference } from './references.ts';

interface Piece {
  node: Node;
  marks: readonly Mark[];
  /** Whether `#17` would be read as a reference there. */
  isFree: boolean;
}

// The outer first. Code is a leaf.
const ORDER = ['link', 'bold', 'italic', 'strike'];

/** What stands in a line, its marks as nested nodes. */
export function lineToTree(line: readonly Node[]): PhrasingContent[] {
  return nest(withAtomsMarked(line));
}

/**
 * References, formulas and breaks get the emphasis that the text on both sides has, or that they touch on one side:
 * `**#17 and #18**`.
 */
function withAtomsMarked(line: readonly Node[]): Piece[] {
  const pieces = line.map((node, index) => ({
    node,
    marks: node.isText ? node.marks : marksAround(line, index),
  }));
  return pieces.map((piece, index) => ({
    ...piece,
    isFree: isFree(pieces[index - 1], piece, pieces[index + 1]),
  }));
}

function marksAround(line: readonly Node[], index: number): readonly Mark[] {
  const [left, right] = [line[index - 1], line[index + 1]];
  // A break can neither begin nor end what is emphasised.
  if (line[index]?.type.name !== 'hardBreak') {
    if (isApart(left, /\s$/u) && right?.isText) return emphasesOf(right);
    if (isApart(right, /^\s/u) && left?.isText) return emphasesOf(left);
  }
  const isText = (node: Node) => node.isText;
  const before = emphasesOf(line.slice(0, index).findLast(isText));
  const after = emphasesOf(line.slice(index + 1).find(isText));
  return before.filter((mark) => mark.isInSet(after));
}

/** Whether nothing, or a space without emphasis, stands beside a reference. */
function isApart(neighbour: Node | undefined, space: RegExp): boolean {
  return !neighbour || (neighbour.marks.length === 0 && space.test(neighbour.text ?? ''));
}

function emphasesOf(text: Node | undefined): readonly Mark[] {
  return (text?.marks ?? []).filter((mark) => mark.type.name !== 'link' && mark.type.name !== 'code');
}

type Neighbour = Omit<Piece, 'isFree'> | undefined;

/**
 * Beside a mark that begins or ends, the printer may have to write a letter of its neighbour as `&#x45;`, which a
 * reference does not survive.
 */
function isFree(before: Neighbour, { marks }: Omit<Piece, 'isFree'>, after: Neighbour): boolean {
  const meets = (piece: Neighbour, space: RegExp) =>
    piece !== undefined && !Mark.sameSet(piece.marks, marks) && !isApart(piece.node, space);
  return (
    !meets(before, /\s$/u) && !meets(after, /^\s/u) && isReadBetween(endOf(before), after?.node.text ?? '')
  );
}

/** A reference ends with a digit; a formula, a mention and a break with no letter. */
function endOf(piece: Neighbour): string {
  const name = piece?.node.type.name;
  return name === 'sampleRef' || name === 'experimentRef' ? '0' : (piece?.node.text ?? '');
}

function nest(pieces: Piece[]): PhrasingContent[] {
  const tree: PhrasingContent[] = [];
  for (let start = 0; start < pieces.length; ) {
    const { node, marks, isFree } = pieces[start]!;
    const mark = outermost(marks);
    if (!mark) {
      tree.push(isFree ? leafOf(node, marks) : longForm(leafOf(node, marks)));
      start++;
      continue;
    }
    let end = start;
    while (end < pieces.length && mark.isInSet(pieces[end]!.marks)) end++;
    const inner = pieces
      .slice(start, end)
      .map((piece) => ({ ...piece, marks: piece.marks.filter((other) => !other.eq(mark)) }));
    tree.push(wrap(mark, nest(inner)));
    start = end;
  }
  return tree;
}

function outermost(marks: readonly Mark[]): Mark | undefined {
  return ORDER.flatMap((name) => marks.find((mark) => mark.type.name === name) ?? [])[0];
}

function wrap(mark: Mark, children: PhrasingContent[]): PhrasingContent {
  switch (mark.type.name) {
    case 'link':
      // A link's own children are all phrasing but links, which a mark cannot hold twice.
      return { type: 'link', url: mark.attrs.href, children };
    case 'bold':
      return { type: 'strong', children };
    case 'italic':
      return { type: 'emphasis', children };
    default:
      return { type: 'delete', children };
  }
}

/** `[#17](sample:17)`, which is read as a reference anywhere. */
function longForm(leaf: PhrasingContent): PhrasingContent {
  if (leaf.type === 'sampleReference') return referenceLink(`sample:${leaf.index}`, leaf.value);
  if (leaf.type === 'experimentReference') return referenceLink(`experiment:${leaf.number}`, leaf.value);
  return leaf;
}

function referenceLink(url: string, value: string): PhrasingContent {
  return { type: 'link', url, children: [{ type: 'text', value }] };
}

function leafOf(node: Node, marks: readonly Mark[]): PhrasingContent {
  const { attrs } = node;
  switch (node.type.name) {
    case 'text': {
      const value = node.text ?? '';
      return marks.some((mark) => mark.type.name === 'code')
        ? { type: 'inlineCode', value }
        : { type: 'text', value };
    }
    case 'sampleRef':
      return sampleReference(attrs.index);
    case 'experimentRef':
      return experimentReference(attrs.number);
    case 'mention':
      return {
        type: 'link',
        url: `user:${attrs.id}`,
        children: [mentionSign(), { type: 'text', value: attrs.label }],
      };
    case 'inlineMath':
      return { type: 'inlineMath', value: attrs.latex };
    default:
      return { type: 'break' };
  }
}
