import { expect, test } from 'vitest';
import * as Y from 'yjs';
import { findQuote } from './findQuote.ts';

const element = (
  name: string,
  attributes: Record<string, string>,
  ...children: (Y.XmlText | Y.XmlElement)[]
) => {
  const made = new Y.XmlElement(name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  made.insert(0, children);
  return made;
};

/** Two lines: "Two bright rings, see #17 by @Ada." with a bold word, and "rings". */
function document() {
  const doc = new Y.Doc({ gc: false });
  const words = new Y.XmlText();
  const end = new Y.XmlText('.');
  const line = element(
    'paragraph',
    {},
    words,
    element('sampleRef', { index: '17' }),
    new Y.XmlText('  by '),
    element('mention', { label: 'Ada', id: 'x' }),
    end,
  );
  const item = element('listItem', {}, element('paragraph', {}, new Y.XmlText('rings')));
  doc.getXmlFragment('text').insert(0, [line, element('bulletList', {}, item)]);
  words.insert(0, 'Two bright rings, see ');
  words.format(4, 6, { bold: true });
  return { doc, words, line };
}

const placesOf = (doc: Y.Doc, quote: string) => {
  const anchor = findQuote(doc, quote);
  return (
    anchor &&
    [anchor.start, anchor.end].map((bytes) => {
      const place = Y.createAbsolutePositionFromRelativePosition(Y.decodeRelativePosition(bytes), doc);
      return [place?.type, place?.index];
    })
  );
};

test('words are found across marks, and stay themselves whatever is typed beside them', () => {
  const { doc, words } = document();
  const anchor = findQuote(doc, 'bright rings');
  words.insert(16, '!');
  words.insert(0, 'Here: ');
  words.insert(10, 'very ');
  const [start, end] = [anchor!.start, anchor!.end].map(
    (bytes) => Y.createAbsolutePositionFromRelativePosition(Y.decodeRelativePosition(bytes), doc)?.index,
  );
  expect(
    words
      .toDelta()
      .map(({ insert }: { insert: string }) => insert)
      .join('')
      .slice(start, end),
  ).toBe('bright rings');
});

test('references are found as they are said, and words across lines', () => {
  const { doc, words, line } = document();
  expect(placesOf(doc, 'see #17')).toEqual([
    [words, 18],
    [line, 2],
  ]);
  expect(placesOf(doc, '#17 by\n @Ada')).toEqual([
    [line, 1],
    [line, 4],
  ]);
  expect(placesOf(doc, '@Ada. rings')?.[0]).toEqual([line, 3]);
});

test('what is quoted as Markdown is found as it is read', () => {
  const { doc, words } = document();
  const place = placesOf(doc, 'bright rings, see');
  expect(place?.[0]).toEqual([words, 4]);
  expect(placesOf(doc, '**bright** rings, see')).toEqual(place);
  expect(placesOf(doc, '## Two **bright** rings, see #17 by [@Ada](user:x).\n\n* *rings*')?.[0]).toEqual([
    words,
    0,
  ]);
});

test('the first of several is meant; what does not occur has no place', () => {
  const { doc, words } = document();
  expect(placesOf(doc, ' rings ')?.[0]).toEqual([words, 11]);
  for (const quote of ['', ' ', 'Rings', 'rings rings', 'paragraph', '<bold>'])
    expect(findQuote(doc, quote)).toBeNull();
  expect(findQuote(new Y.Doc(), 'rings')).toBeNull();
});
