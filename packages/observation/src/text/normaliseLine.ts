import type { Mark, Node } from '@tiptap/pm/model';
import { cleanAttributes, isMarkAllowed } from '../schema/attributes.ts';
import { oneLine } from '../schema/characters.ts';
import { observationSchema } from '../schema/schema.ts';

const { nodes, marks } = observationSchema;

/** Where the line stands: whether it may be broken, and whether it is a cell, in which `|` ends it. */
export interface Place {
  breaks: boolean;
  cell: boolean;
}

/** What stands in a paragraph, a heading or a cell, as Markdown can say it. */
export function normaliseLine(line: readonly Node[], place: Place): Node[] {
  const pieces = line.flatMap((node) => (node.isText ? textPieces(node, place) : atomPieces(node, place)));
  const apart = pieces.flatMap((piece, index) =>
    // Two formulas beside each other would share their dollars.
    piece.type === nodes.inlineMath && pieces[index - 1]?.type === nodes.inlineMath
      ? [observationSchema.text(' '), piece]
      : [piece],
  );
  return join(withoutEmphasisedEdges(withoutOuterSpace(join(apart))));
}

function textPieces(node: Node, { cell }: Place): Node[] {
  const text = oneLine(node.text ?? '');
  if (!text) return [];
  const kept = node.marks.filter(
    (mark) =>
      isMarkAllowed(mark.type.name, mark.attrs) &&
      // A cell takes the backslash before a pipe away even in code, so that `\|` cannot be said there.
      !(cell && mark.type === marks.code && /\\\|/.test(text)),
  );
  return [observationSchema.text(text, kept)];
}

/** References, formulas and breaks carry no marks: the Yjs document has no place for them. */
function atomPieces(node: Node, { breaks, cell }: Place): Node[] {
  if (node.type === nodes.hardBreak && !breaks) return [observationSchema.text(' ')];
  const attributes = cleanAttributes(node.type.name, node.attrs);
  if (!attributes) return [];
  if (cell && node.type === nodes.inlineMath) {
    // The same signs, which LaTeX has names for.
    attributes.latex = String(attributes.latex)
      .replaceAll('\\|', '\\Vert ')
      .replaceAll('|', '\\vert ')
      .trim();
  }
  return [node.type.create(attributes)];
}

const isBreak = (node: Node | undefined) => node?.type === nodes.hardBreak;
const isCode = (node: Node) => node.marks.some((mark) => mark.type === marks.code);

/** Without breaks at the end, and without spaces at both ends and around breaks. Spaces of code stay. */
function withoutOuterSpace(line: Node[]): Node[] {
  const kept = [...line];
  for (let index = 0; index < kept.length; index++) trimStart(kept, index);
  for (let index = kept.length - 1; index >= 0; index--) trimEnd(kept, index);
  return kept;
}

function trimStart(line: Node[], index: number): void {
  while (index < line.length && (index === 0 || isBreak(line[index - 1]))) {
    const node = line[index]!;
    if (!node.isText || isCode(node)) return;
    const text = node.text!.replace(/^ +/, '');
    if (text === node.text) return;
    line.splice(index, 1, ...(text ? [observationSchema.text(text, node.marks)] : []));
    if (text) return;
  }
}

function trimEnd(line: Node[], index: number): void {
  const node = line[index]!;
  if (index < line.length - 1 && !isBreak(line[index + 1])) return;
  if (isBreak(node) && index === line.length - 1) line.pop();
  if (!node.isText || isCode(node)) return;
  const text = node.text!.replace(/ +$/, '');
  line.splice(index, 1, ...(text ? [observationSchema.text(text, node.marks)] : []));
}

const EMPHASES = [marks.bold!, marks.italic!, marks.strike!];

/**
 * Emphasis that neither begins nor ends with a space, as Markdown has it: `**word** next`. References and breaks
 * between two emphasised words count as emphasised with them.
 */
function withoutEmphasisedEdges(line: Node[]): Node[] {
  let pieces = line.flatMap(spacesApart);
  for (const mark of EMPHASES) {
    const without = new Set<number>();
    let open = false;
    let spaces: number[] = [];
    pieces.forEach((piece, index) => {
      if (!piece.isText) return;
      const has = piece.marks.some((other) => other.type === mark);
      if (has && isSpace(piece)) {
        if (open) spaces.push(index);
        else without.add(index);
        return;
      }
      if (!has) for (const space of spaces) without.add(space);
      spaces = [];
      open = has;
    });
    for (const space of spaces) without.add(space);
    pieces = pieces.map((piece, index) =>
      without.has(index) ? piece.mark(piece.marks.filter((other) => other.type !== mark)) : piece,
    );
  }
  return pieces;
}

const isSpace = (node: Node) => !isCode(node) && /^\s+$/u.test(node.text ?? '');

function spacesApart(node: Node): Node[] {
  if (!node.isText || isCode(node)) return [node];
  const parts = /^(\s*)(.*?)(\s*)$/su.exec(node.text!)!.slice(1);
  return parts.filter((part) => part !== '').map((part) => observationSchema.text(part, node.marks));
}

/** Neighbours with the same marks as one. */
function join(line: Node[]): Node[] {
  const joined: Node[] = [];
  for (const node of line) {
    const last = joined.at(-1);
    if (last?.isText && node.isText && sameMarks(last.marks, node.marks)) {
      joined[joined.length - 1] = observationSchema.text(`${last.text}${node.text}`, last.marks);
    } else {
      joined.push(node);
    }
  }
  return joined;
}

const sameMarks = (a: readonly Mark[], b: readonly Mark[]) =>
  a.length === b.length && a.every((mark, index) => mark.eq(b[index]!));
