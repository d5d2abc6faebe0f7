import type { Node } from '@tiptap/pm/model';
import type { AlignType, BlockContent, List, ListItem, Root, Table } from 'mdast';
import { lineToTree } from './lineToTree.ts';

/** The document (normalised) as the tree that Markdown is printed from. */
export function toTree(text: Node): Root {
  return { type: 'root', children: text.children.flatMap(blockToTree) };
}

function blockToTree(block: Node): BlockContent[] {
  const { attrs } = block;
  switch (block.type.name) {
    case 'paragraph':
      return block.childCount > 0 ? [{ type: 'paragraph', children: lineToTree(block.children) }] : [];
    case 'heading':
      return [{ type: 'heading', depth: attrs.level, children: lineToTree(block.children) }];
    case 'codeBlock':
      return [{ type: 'code', lang: attrs.language, value: block.textContent }];
    case 'blockquote':
      return [{ type: 'blockquote', children: block.children.flatMap(blockToTree) }];
    case 'bulletList':
    case 'orderedList':
    case 'taskList':
      return [listToTree(block)];
    case 'table':
      return [tableToTree(block)];
    case 'image':
      return [{ type: 'paragraph', children: [{ type: 'image', url: attrs.src, alt: attrs.alt }] }];
    case 'blockMath':
      return [{ type: 'math', value: attrs.latex }];
    default:
      return [{ type: 'thematicBreak' }];
  }
}

function listToTree(list: Node): List {
  const isOrdered = list.type.name === 'orderedList';
  return {
    type: 'list',
    ordered: isOrdered,
    start: isOrdered ? list.attrs.start : null,
    spread: !canInterrupt(list),
    children: list.children.map((item) => itemToTree(item, list.type.name === 'taskList')),
  };
}

/**
 * Whether the list may follow a line of text without an empty line between, and its items each other: those that begin
 * with words may.
 */
function canInterrupt(list: Node): boolean {
  return list.children.every((item) => (item.firstChild?.childCount ?? 0) > 0);
}

function itemToTree(item: Node, isTask: boolean): ListItem {
  const children = item.children.flatMap(blockToTree);
  // The box stands in a paragraph, even in an empty one.
  if (isTask && item.firstChild?.childCount === 0) children.unshift({ type: 'paragraph', children: [] });
  return {
    type: 'listItem',
    checked: isTask ? item.attrs.checked === true : null,
    // Lists in lists are written without an empty line between, everything else with.
    spread: item.children.slice(1).some((block) => !isList(block) || !canInterrupt(block)),
    children,
  };
}

const isList = (block: Node) => block.type.isInGroup('list');

function tableToTree(table: Node): Table {
  return {
    type: 'table',
    align: (table.firstChild?.children ?? []).map((cell): AlignType => cell.attrs.align),
    children: table.children.map((row) => ({
      type: 'tableRow',
      children: row.children.map((cell) => ({
        type: 'tableCell',
        children: lineToTree(cell.firstChild?.children ?? []),
      })),
    })),
  };
}
