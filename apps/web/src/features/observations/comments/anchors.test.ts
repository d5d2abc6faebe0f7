import { Schema } from '@tiptap/pm/model';
import { initProseMirrorDoc, prosemirrorToYXmlFragment, updateYFragment } from '@tiptap/y-tiptap';
import { expect, test } from 'vitest';
import * as Y from 'yjs';
import { type Anchor, anchorOf, rangeOf } from './anchors.ts';
import { findQuote, quoteOf } from './quotes.ts';

const schema = new Schema({
  nodes: {
    doc: { content: 'paragraph+' },
    paragraph: { content: 'inline*', toDOM: () => ['p', 0] },
    text: { group: 'inline' },
    sampleRef: { group: 'inline', inline: true, atom: true, attrs: { index: {} } },
  },
});
const docOf = (...paragraphs: string[]) =>
  schema.node(
    'doc',
    null,
    paragraphs.map((words) => schema.node('paragraph', null, words ? [schema.text(words)] : [])),
  );

function open(...paragraphs: string[]) {
  const doc = new Y.Doc({ gc: false });
  const text = doc.getXmlFragment('text');
  prosemirrorToYXmlFragment(docOf(...paragraphs), text);
  const bound = () => ({ text, ...initProseMirrorDoc(text, schema) });
  return {
    /** Follows the words, which stand there once. */
    follow(words: string): Anchor {
      const now = bound();
      return anchorOf(findQuote(now.doc, words)!, now);
    },
    /** What an anchor's words are now. */
    read(anchor: Anchor): string | null {
      const now = bound();
      const range = rangeOf(anchor, now);
      return range && quoteOf(now.doc, range);
    },
    write(...next: string[]) {
      const { mapping } = bound();
      updateYFragment(doc, text, docOf(...next), { mapping, isOMark: new Map() });
    },
    first: () => (text.get(0) as Y.XmlElement).get(0) as Y.XmlText,
  };
}

test.each(['The gap', 'lies', 'radius', 'The gap lies at the radius', 'Second'])(
  '"%s" is found again',
  (words) => {
    const page = open('The gap lies at the radius', 'Second');
    expect(page.read(page.follow(words))).toBe(words);
  },
);

test('an anchor follows its words, and takes nothing in that is written beside them', () => {
  const page = open('The gap lies here');
  const [first, gap, here] = ['The', 'gap', 'here'].map(page.follow) as [Anchor, Anchor, Anchor];
  const text = page.first();
  text.insert(0, 'Now: ');
  text.insert(text.length, ', I think');
  text.insert('Now: The gap'.length, 'ing');
  text.insert('Now: The '.length, 'wide ');
  expect(text.toString()).toBe('Now: The wide gaping lies here, I think');
  expect([first, gap, here].map(page.read)).toEqual(['The', 'gap', 'here']);
  text.insert('Now: The wide g'.length, '--');
  expect(page.read(gap)).toBe('g--ap');
});

test('words of two paragraphs are quoted with a space, and half of them may go', () => {
  const page = open('The gap lies', 'at the radius', 'End');
  const anchor = page.follow('lies');
  const end = page.follow('at the');
  const both = { start: anchor.start, end: end.end };
  expect(page.read(both)).toBe('lies at the');
  page.write('The gap', 'at the radius', 'End');
  expect(page.read(both)).toBe('at the');
});

test('words that are gone, and what is no position, are nowhere', () => {
  const page = open('The gap lies here', 'Second');
  const [gap, second] = ['gap', 'Second'].map(page.follow) as [Anchor, Anchor];
  page.write('The lies here');
  expect([gap, second].map(page.read)).toEqual([null, null]);
  for (const start of ['', '!', 'AAAA', '////']) expect(page.read({ start, end: gap.end })).toBeNull();
});

test('a quote is found where it stands once', () => {
  const doc = docOf('A gap in a disc', 'no gaps');
  expect(findQuote(doc, 'disc')).toEqual({ from: 12, to: 16 });
  expect(findQuote(doc, 'gap')).toBeNull();
  expect(findQuote(doc, 'spiral')).toBeNull();
  expect(findQuote(doc, '')).toBeNull();
  const withRef = schema.node('doc', null, [
    schema.node('paragraph', null, [schema.node('sampleRef', { index: 17 }), schema.text(' is odd')]),
  ]);
  expect(findQuote(withRef, 'is odd')).toEqual({ from: 3, to: 9 });
  expect(quoteOf(withRef, { from: 1, to: 9 })).toBe('#17 is odd');
});
