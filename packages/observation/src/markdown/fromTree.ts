import type { Node } from '@tiptap/pm/model';
import type { List, ListItem, Nodes, Paragraph, Parents, PhrasingContent, Root, Table } from 'mdast';
import { DEEPEST, MOST_COLUMNS } from '../limits.ts';
import { isImageAddress } from '../schema/addresses.ts';
import { observationSchema } from '../schema/schema.ts';
import { MarkdownError } from './error.ts';
import { tooDeep } from './measure.ts';
import { type Names, treeToLine } from './treeToLine.ts';

const { nodes } = observationSchema;

/** The tree that was read as a document, not yet normalised. Throws MarkdownError. */
export function fromTree(tree: Root, names: Names): Node {
  return nodes.doc!.create(null, blocksOf(tree, names, 1));
}

function blocksOf(parent: Parents, names: Names, depth: number): Node[] {
  if (depth > DEEPEST) throw tooDeep();
  return parent.children.flatMap((child) => blockOf(child, names, depth));
}

function blockOf(block: Nodes, names: Names, depth: number): Node[] {
  switch (block.type) {
    case 'paragraph':
      return paragraphOf(block, names);
    case 'heading':
      return [nodes.heading!.create({ level: Math.min(block.depth, 4) }, treeToLine(block.children, names))];
    case 'code':
      return [
        nodes.codeBlock!.create(
          { language: block.lang },
          block.value ? observationSchema.text(block.value) : null,
        ),
      ];
    case 'blockquote':
      return [nodes.blockquote!.create(null, orParagraph(blocksOf(block, names, depth + 1)))];
    case 'list':
      return listsOf(block, names, depth);
    case 'table':
      return [tableOf(block, names)];
    case 'math':
      return [nodes.blockMath!.create({ latex: block.value })];
    case 'thematicBreak':
      return [nodes.horizontalRule!.create()];
    default:
      return [];
  }
}

const orParagraph = (blocks: Node[]) => (blocks.length > 0 ? blocks : [nodes.paragraph!.create()]);

/** A picture is a block of its own: it ends the paragraph before it. */
function paragraphOf(paragraph: Paragraph, names: Names): Node[] {
  const blocks: Node[] = [];
  let line: PhrasingContent[] = [];
  const end = () => {
    if (line.length > 0) blocks.push(nodes.paragraph!.create(null, treeToLine(line, names)));
    line = [];
  };
  for (const child of paragraph.children) {
    if (child.type === 'image' && isImageAddress(child.url)) {
      end();
      blocks.push(nodes.image!.create({ src: child.url, alt: child.alt ?? '' }));
    } else {
      line.push(child);
    }
  }
  end();
  return blocks;
}

/** Tasks and other items are lists of their own, one after the other. */
function listsOf(list: List, names: Names, depth: number): Node[] {
  const lists: { isTask: boolean; items: Node[] }[] = [];
  for (const item of list.children) {
    const isTask = typeof item.checked === 'boolean';
    const last = lists.at(-1);
    const node = itemOf(item, names, depth + 2);
    if (last?.isTask === isTask) last.items.push(node);
    else lists.push({ isTask, items: [node] });
  }
  let start = list.start ?? 1;
  return lists.map(({ isTask, items }) => {
    if (isTask) return nodes.taskList!.create(null, items);
    if (!list.ordered) return nodes.bulletList!.create(null, items);
    const ordered = nodes.orderedList!.create({ start }, items);
    start += items.length;
    return ordered;
  });
}

function itemOf(item: ListItem, names: Names, depth: number): Node {
  const blocks = blocksOf(item, names, depth);
  const content = blocks[0]?.type === nodes.paragraph ? blocks : [nodes.paragraph!.create(), ...blocks];
  return typeof item.checked === 'boolean'
    ? nodes.taskItem!.create({ checked: item.checked }, content)
    : nodes.listItem!.create(null, content);
}

function tableOf(table: Table, names: Names): Node {
  if (table.children.some((row) => row.children.length > MOST_COLUMNS)) {
    throw new MarkdownError(
      'TABLE_TOO_WIDE',
      `A table has too many columns. Write at most ${MOST_COLUMNS} columns.`,
    );
  }
  const rows = table.children.map((row, index) => {
    const type = index === 0 ? nodes.tableHeader! : nodes.tableCell!;
    const cells = row.children.map((cell, column) =>
      type.create(
        { align: table.align?.[column] ?? null },
        nodes.paragraph!.create(null, treeToLine(cell.children, names)),
      ),
    );
    return nodes.tableRow!.create(null, cells);
  });
  return nodes.table!.create(null, rows);
}
