import type { Node } from '@tiptap/pm/model';
import type { Range } from './anchors.ts';

// As the API takes it.
const MOST = 500;
// Neither a letter nor a space: a quote does not run over a picture.
const LEAF = '\ufffc';

/** The words of a range, a space between paragraphs. */
export const quoteOf = (doc: Node, { from, to }: Range): string =>
  doc.textBetween(from, to, ' ', leafWords).trim().slice(0, MOST);

/**
 * Where the words stand, if they stand in one paragraph of the text and nowhere else. For words that were taken to
 * another paragraph: Yjs sees them deleted there and written here.
 */
export function findQuote(doc: Node, quote: string): Range | null {
  const found: Range[] = [];
  if (quote === '') return null;
  doc.descendants((block, position) => {
    if (!block.isTextblock) return true;
    // One letter for each leaf, so that letters count as positions do.
    const words = block.textBetween(0, block.content.size, undefined, LEAF);
    for (let at = words.indexOf(quote); at >= 0; at = words.indexOf(quote, at + 1))
      found.push({ from: position + 1 + at, to: position + 1 + at + quote.length });
    return false;
  });
  return found.length === 1 ? (found[0] ?? null) : null;
}

function leafWords({ type, attrs }: Node): string {
  if (type.name === 'sampleRef') return `#${attrs['index']}`;
  if (type.name === 'experimentRef') return `E-${attrs['number']}`;
  return type.name === 'mention' ? `@${attrs['label']}` : '';
}
