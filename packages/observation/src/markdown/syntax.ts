import type { Nodes, Root } from 'mdast';
import { fromMarkdown } from 'mdast-util-from-markdown';
import {
  gfmAutolinkLiteralFromMarkdown,
  gfmAutolinkLiteralToMarkdown,
} from 'mdast-util-gfm-autolink-literal';
import { gfmStrikethroughFromMarkdown, gfmStrikethroughToMarkdown } from 'mdast-util-gfm-strikethrough';
import { gfmTableFromMarkdown, gfmTableToMarkdown } from 'mdast-util-gfm-table';
import { gfmTaskListItemFromMarkdown, gfmTaskListItemToMarkdown } from 'mdast-util-gfm-task-list-item';
import { mathFromMarkdown, mathToMarkdown } from 'mdast-util-math';
import { defaultHandlers, type Handle, toMarkdown } from 'mdast-util-to-markdown';
import { gfmAutolinkLiteral } from 'micromark-extension-gfm-autolink-literal';
import { gfmStrikethrough } from 'micromark-extension-gfm-strikethrough';
import { gfmTable } from 'micromark-extension-gfm-table';
import { gfmTaskListItem } from 'micromark-extension-gfm-task-list-item';
import { math } from 'micromark-extension-math';
import { referenceSyntax, referencesFromMarkdown, referencesToMarkdown } from './references.ts';

// Tags are text, and every link says where it leads: a definition elsewhere in the text could not be written back.
const ABSENT = { disable: { null: ['htmlFlow', 'htmlText', 'definition'] } };

/** Markdown as a tree: CommonMark without HTML, GitHub's tables, tasks, strikethrough and addresses, maths, references. */
export function parse(markdown: string): Root {
  return fromMarkdown(markdown, {
    extensions: [
      gfmAutolinkLiteral(),
      gfmStrikethrough({ singleTilde: false }),
      gfmTable(),
      gfmTaskListItem(),
      math(),
      referenceSyntax,
      ABSENT,
    ],
    mdastExtensions: [
      // Without its second look at what was already read as text, which would not see that something was escaped.
      { ...gfmAutolinkLiteralFromMarkdown(), transforms: [] },
      gfmStrikethroughFromMarkdown(),
      gfmTableFromMarkdown(),
      gfmTaskListItemFromMarkdown(),
      mathFromMarkdown(),
      referencesFromMarkdown,
    ],
  });
}

export function print(tree: Nodes): string {
  return toMarkdown(tree, {
    bullet: '-',
    fences: true,
    handlers: { thematicBreak: printRule, text: printText },
    extensions: [
      gfmAutolinkLiteralToMarkdown(),
      gfmStrikethroughToMarkdown(),
      gfmTableToMarkdown(),
      gfmTaskListItemToMarkdown(),
      mathToMarkdown(),
      referencesToMarkdown,
    ],
  });
}

/** `* ***` and `- ---` would be rules instead of items with a rule in them. */
const printRule: Handle = (_, __, state) => (state.stack.includes('listItem') ? '___' : '---');

/**
 * A letter beside emphasis may become `&#x61;`, so that the `_` after it is no longer within a word and needs its
 * backslash. The printer knows so of `*` alone, not of `~`.
 */
const printText: Handle = (node, parent, state, info) => {
  const asStar = (marker: string) => marker.replace('~', '*');
  return defaultHandlers.text(node, parent, state, {
    ...info,
    before: asStar(info.before),
    after: asStar(info.after),
  });
};
