import { TEXT, writeText } from '@asterism/observation';
import { fromMarkdown, MarkdownError } from '@asterism/observation/markdown';
import * as Y from 'yjs';
import type { Anchor } from './anchor.ts';

/** A letter of the text as it is read: what holds it, from which place of that to which. */
interface Letter {
  holder: Y.XmlText | Y.XmlElement | Y.XmlFragment;
  from: number;
  to: number;
}

/** A text in one line, with the place of each of its letters. */
interface Line {
  text: string;
  letters: Letter[];
}

/**
 * Where words of a document stand first, read without its marks: a space for any room between them, references as in
 * Markdown. What is quoted may be Markdown itself, as scripts read the text. Null where the words do not occur.
 */
export function findQuote(doc: Y.Doc, quote: string): Anchor | null {
  const line = readLine(doc.getXmlFragment(TEXT));
  const plain = quote.replace(/\s+/gu, ' ').trim();
  return findWords(line, plain) ?? findWords(line, wordsOfMarkdown(quote));
}

function findWords({ text, letters }: Line, sought: string): Anchor | null {
  const at = sought === '' ? -1 : text.indexOf(sought);
  const [first, last] = [letters[at], letters[at + sought.length - 1]];
  if (at < 0 || !first || !last) return null;
  // Held by the words themselves: what is typed right before or behind them does not belong to them.
  return { start: position(first.holder, first.from, 0), end: position(last.holder, last.to, -1) };
}

/** A piece of Markdown as its reader reads it; empty where it is none. */
function wordsOfMarkdown(markdown: string): string {
  const doc = new Y.Doc();
  try {
    writeText(doc, fromMarkdown(markdown));
  } catch (error) {
    if (error instanceof MarkdownError) return '';
    throw error;
  }
  return readLine(doc.getXmlFragment(TEXT)).text.trim();
}

const position = (holder: Letter['holder'], index: number, side: number): Uint8Array<ArrayBuffer> =>
  new Uint8Array(Y.encodeRelativePosition(Y.createRelativePositionFromTypeIndex(holder, index, side)));

function readLine(fragment: Y.XmlFragment): Line {
  const parts: string[] = [];
  const letters: Letter[] = [];
  const say = (text: string, place: (offset: number) => Letter): void => {
    for (let offset = 0; offset < text.length; offset++) {
      const isRoom = /\s/u.test(text.charAt(offset));
      if (isRoom && (parts.length === 0 || parts.at(-1) === ' ')) continue;
      parts.push(isRoom ? ' ' : text.charAt(offset));
      letters.push(place(offset));
    }
  };
  const read = (holder: Y.XmlElement | Y.XmlFragment): void => {
    for (const [index, child] of holder.toArray().entries()) {
      const whole = { holder, from: index, to: index + 1 };
      if (child instanceof Y.XmlText) readText(child, say);
      else if (child instanceof Y.XmlElement) {
        const words = inlineWords(child);
        say(words ?? ' ', () => whole);
        if (words === null) read(child);
      }
    }
  };
  read(fragment);
  return { text: parts.join(''), letters };
}

function readText(holder: Y.XmlText, say: (text: string, place: (offset: number) => Letter) => void): void {
  let start = 0;
  for (const { insert } of textParts(holder)) {
    const from = start;
    const words = typeof insert === 'string' ? insert : ' ';
    say(words, (offset) => ({ holder, from: from + offset, to: from + offset + 1 }));
    start += words.length;
  }
}

const textParts = (text: Y.XmlText): { insert?: unknown }[] => text.toDelta();

/** What stands in a line for a node that is no text; null for one that begins a line of its own. */
function inlineWords(element: Y.XmlElement): string | null {
  const attribute = (name: string): string => String(element.getAttribute(name) ?? '');
  switch (element.nodeName) {
    case 'sampleRef':
      return `#${attribute('index')}`;
    case 'experimentRef':
      return `E-${attribute('number')}`;
    case 'mention':
      return `@${attribute('label')}`;
    case 'inlineMath':
      return `$${attribute('latex')}$`;
    case 'hardBreak':
      return ' ';
    default:
      return null;
  }
}
