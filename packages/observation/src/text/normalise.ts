import { Fragment, type Node } from '@tiptap/pm/model';
import { MOST_COLUMNS } from '../limits.ts';
import { cleanAttributes } from '../schema/attributes.ts';
import { manyLines } from '../schema/characters.ts';
import { observationSchema } from '../schema/schema.ts';
import { normaliseLine } from './normaliseLine.ts';

const { nodes } = observationSchema;

/**
 * The text as Markdown can say it: no empty paragraphs but where something must stand, no spaces or line breaks at the
 * ends of a paragraph, no emphasis of spaces, tables whose rows have the same cells. Nothing else is changed, and what
 * comes out comes out the same again.
 */
export function normalise(text: Node): Node {
  return nodes.doc!.create(null, orEmpty(normaliseBlocks(text.children)));
}

/** Blocks without those that say nothing. */
export function normaliseBlocks(blocks: readonly Node[]): Node[] {
  return blocks.flatMap((block) => normaliseBlock(block) ?? []);
}

function normaliseBlock(block: Node): Node | null {
  const attributes = cleanAttributes(block.type.name, block.attrs);
  if (!attributes) return null;
  switch (block.type.name) {
    case 'paragraph': {
      const line = normaliseLine(block.children, { breaks: true, cell: false });
      return line.length > 0 ? block.type.create(null, line) : null;
    }
    case 'heading':
      return block.type.create(attributes, normaliseLine(block.children, { breaks: false, cell: false }));
    case 'codeBlock': {
      const code = manyLines(block.textContent);
      return block.type.create(attributes, code ? observationSchema.text(code) : null);
    }
    case 'bulletList':
    case 'orderedList':
    case 'taskList':
      return block.type.create(attributes, block.children.map(normaliseItem));
    case 'blockquote':
      return block.type.create(null, orEmpty(normaliseBlocks(block.children)));
    case 'table':
      return normaliseTable(block);
    default:
      return block.type.create(attributes);
  }
}

function orEmpty(blocks: Node[]): Node[] {
  return blocks.length > 0 ? blocks : [nodes.paragraph!.create()];
}

/** An item begins with a paragraph, which may be empty: `- # Title` is such a one. */
function normaliseItem(item: Node): Node {
  const blocks = normaliseBlocks(item.children);
  const content = blocks[0]?.type === nodes.paragraph ? blocks : [nodes.paragraph!.create(), ...blocks];
  return item.type.create(cleanAttributes(item.type.name, item.attrs), content);
}

/** A table as Markdown has it: the first row is the head, every row has as many cells, a column is aligned as one. */
function normaliseTable(table: Node): Node | null {
  const rows = table.children.map((row) => row.children.slice(0, MOST_COLUMNS));
  const width = Math.max(...rows.map((row) => row.length));
  if (width < 1) return null;
  const aligns = Array.from({ length: width }, (_, column) => rows[0]?.[column]?.attrs.align ?? null);
  const normal = rows.map((row, index) => {
    const type = index === 0 ? nodes.tableHeader! : nodes.tableCell!;
    const cells = aligns.map((align, column) => {
      const paragraphs = row[column]?.children ?? [];
      const line = normaliseLine(
        paragraphs.flatMap((paragraph) => paragraph.children),
        { breaks: false, cell: true },
      );
      return type.create(cleanAttributes(type.name, { align }), nodes.paragraph!.create(null, line));
    });
    return nodes.tableRow!.create(null, Fragment.fromArray(cells));
  });
  return table.type.create(null, normal);
}
