import type { Node } from '@tiptap/pm/model';
import { normalise } from '../text/normalise.ts';
import { fromTree } from './fromTree.ts';
import { refuseTooMuch } from './measure.ts';
import { parse, print } from './syntax.ts';
import { toTree } from './toTree.ts';
import type { Names } from './treeToLine.ts';

export { MarkdownError, type MarkdownErrorCode } from './error.ts';

/**
 * The text as Markdown: CommonMark with GitHub's tables, tasks and strikethrough, `$maths$`, `#17` (sample), `E-42`
 * (experiment) and `[@Ada](user:ID)`. Reading it gives the same text again, normalised.
 */
export function toMarkdown(text: Node): string {
  return print(toTree(normalise(text)));
}

/**
 * The text that Markdown says, normalised. `@Name` becomes a mention where `userNamed` knows the name. HTML is text.
 * Throws MarkdownError where it is too
 * long, too deep, or has too wide a table.
 */
export function fromMarkdown(markdown: string, options: Names = {}): Node {
  refuseTooMuch(markdown);
  return normalise(fromTree(parse(markdown), options));
}
