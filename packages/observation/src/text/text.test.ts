import { prosemirrorToYXmlFragment, yXmlFragmentToProseMirrorRootNode } from '@tiptap/y-tiptap';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import { TEXT } from '../fields.ts';
import { fromMarkdown, toMarkdown } from '../markdown/index.ts';
import { observationSchema } from '../schema/schema.ts';
import { arbitraryText } from '../testing/arbitraryText.ts';
import { normalise } from './normalise.ts';
import { readText } from './read.ts';
import { mentionedUsers, sampleIndexes } from './spokenOf.ts';
import { writeText } from './write.ts';

const newDoc = () => new Y.Doc({ gc: false });
const written = (markdown: string) => {
  const doc = newDoc();
  writeText(doc, fromMarkdown(markdown));
  return doc;
};
const markdownOf = (doc: Y.Doc) => toMarkdown(readText(doc));

describe('writing and reading', () => {
  it('reads what was written, over any other text', () => {
    fc.assert(
      fc.property(arbitraryText, arbitraryText, (first, second) => {
        const doc = newDoc();
        writeText(doc, first);
        expect(normalise(readText(doc)).toJSON()).toEqual(normalise(first).toJSON());
        writeText(doc, second);
        expect(normalise(readText(doc)).toJSON()).toEqual(normalise(second).toJSON());
      }),
      { numRuns: 200 },
    );
  });

  it('agrees with the editor on how a text is kept', () => {
    fc.assert(
      fc.property(arbitraryText, arbitraryText, (first, second) => {
        const doc = newDoc();
        prosemirrorToYXmlFragment(normalise(first), doc.getXmlFragment(TEXT));
        expect(readText(doc).toJSON()).toEqual(normalise(first).toJSON());
        writeText(doc, second);
        const inEditor = yXmlFragmentToProseMirrorRootNode(doc.getXmlFragment(TEXT), observationSchema);
        expect(inEditor.toJSON()).toEqual(readText(doc).toJSON());
        expect(() => inEditor.check()).not.toThrow();
      }),
      { numRuns: 100 },
    );
  });

  it('reads an empty paragraph where nothing was written', () => {
    expect(readText(newDoc()).toString()).toBe('doc(paragraph)');
    expect(markdownOf(newDoc())).toBe('');
  });

  it('edits nothing where the text says the same', () => {
    const doc = written('One two.\n\n- a\n- b\n');
    const before = Y.encodeStateVector(doc);
    writeText(doc, fromMarkdown('One two.\n\n* a\n* b'));
    expect(Y.encodeStateVector(doc)).toEqual(before);
  });

  it('replaces no more letters than differ', () => {
    const doc = written('The spirals are face-on.');
    const before = Y.encodeStateVector(doc);
    writeText(doc, fromMarkdown('The spirals are seen face-on.'));
    const { structs } = Y.decodeUpdate(Y.encodeStateAsUpdate(doc, before));
    expect(structs.map((struct) => struct.length)).toEqual(['seen '.length]);
  });

  it('keeps an empty paragraph that somebody stands in', () => {
    const doc = written('One.\n\nTwo.');
    doc.getXmlFragment(TEXT).insert(1, [new Y.XmlElement('paragraph')]);
    writeText(doc, fromMarkdown('One.\n\nTwo!'));
    expect(readText(doc).toString()).toBe('doc(paragraph("One."), paragraph, paragraph("Two!"))');
  });
});

describe('what somebody forged', () => {
  it('is left out, and the document stays as it is', () => {
    const doc = written('Fine.');
    const forged = new Y.XmlElement('script');
    const item = new Y.XmlElement('listItem');
    const bad = new Y.XmlText();
    bad.insert(0, 'link', { link: { href: 'javascript:alert(1)' }, nonsense: {} });
    const paragraph = new Y.XmlElement('paragraph');
    paragraph.insert(0, [bad]);
    const picture = new Y.XmlElement('image');
    picture.setAttribute('src', 'http://elsewhere.org/x.png');
    doc.getXmlFragment(TEXT).push([forged, item, paragraph, picture, new Y.XmlText('loose')]);
    const before = Y.encodeStateAsUpdate(doc);
    expect(readText(doc).toString()).toBe('doc(paragraph("Fine."), paragraph("link"))');
    expect(Y.encodeStateAsUpdate(doc)).toEqual(before);
    readText(doc).check();
  });

  it('is read to a depth that no call stack fears', () => {
    const doc = newDoc();
    let parent: Y.XmlFragment = doc.getXmlFragment(TEXT);
    for (let depth = 0; depth < 2000; depth++) {
      const quote = new Y.XmlElement('blockquote');
      parent.insert(0, [quote]);
      parent = quote;
    }
    expect(() => markdownOf(doc)).not.toThrow();
  });
});

describe('what a text speaks of', () => {
  it('is each sample and each person once', () => {
    const text = fromMarkdown(
      '#17, #3 and **#17**; [@Ada](user:a), [@Bo](user:b), [@Ada](user:a)\n\n| #5 |\n| - |\n',
    );
    expect(sampleIndexes(text)).toEqual([3, 5, 17]);
    expect(mentionedUsers(text)).toEqual(['a', 'b']);
  });
});

describe('a script that merges', () => {
  /** What stands in the document at a snapshot, edited to say this, merged into the document as it is now. */
  function merge(live: Y.Doc, snapshot: Y.Snapshot, markdown: string): void {
    const fork = Y.createDocFromSnapshot(live, snapshot, newDoc());
    const before = Y.encodeStateVector(fork);
    writeText(fork, fromMarkdown(markdown));
    Y.applyUpdate(live, Y.encodeStateAsUpdate(fork, before));
  }

  it('has its words beside what was written since', () => {
    const live = written('# Spirals\n\nSeen face-on.\n\nSome have bars.');
    const snapshot = Y.snapshot(live);
    writeText(live, fromMarkdown('# Spirals\n\nSeen face-on, mostly.\n\nSome have bars.\n\nSee #17.'));
    merge(live, snapshot, '# Blue spirals\n\nSeen face-on.\n\nSome have bars or rings.');
    expect(markdownOf(live)).toBe(
      '# Blue spirals\n\nSeen face-on, mostly.\n\nSome have bars or rings.\n\nSee #17.\n',
    );
  });

  /** Paragraphs of words, each word once. */
  type Words = string[][];
  const markdownOfWords = (words: Words) => words.map((paragraph) => paragraph.join(' ')).join('\n\n');
  const edit = fc.record({
    kind: fc.constantFrom('word', 'word', 'gone', 'paragraph'),
    at: fc.nat(),
    in: fc.nat(),
  });
  const edits = fc.array(edit, { minLength: 1, maxLength: 8 });

  function apply(words: Words, list: { kind: string; at: number; in: number }[], name: string) {
    const edited = words.map((paragraph) => [...paragraph]);
    const [added, gone]: [string[], string[]] = [[], []];
    list.forEach(({ kind, at, in: inside }, index) => {
      const paragraph = edited[inside % edited.length]!;
      const word = `${name}${String(index).padStart(3, '0')}`;
      if (kind === 'gone' && paragraph.length > 1) {
        gone.push(...paragraph.splice(at % paragraph.length, 1));
        return;
      }
      if (kind === 'paragraph') edited.splice(inside % (edited.length + 1), 0, [word]);
      else paragraph.splice(at % (paragraph.length + 1), 0, word);
      added.push(word);
    });
    return { edited, added, gone };
  }

  it('adds what it added and removes what it removed, whatever the others did', () => {
    const base = fc.array(fc.integer({ min: 1, max: 8 }), { minLength: 1, maxLength: 5 });
    fc.assert(
      fc.property(base, edits, edits, edits, (lengths, before, others, scripts) => {
        let count = 0;
        const words = lengths.map((length) =>
          Array.from({ length }, () => `B${String(count++).padStart(3, '0')}`),
        );
        // The document has a history, as every one has.
        const live = written(markdownOfWords(apply(words, before, 'X').edited));
        writeText(live, fromMarkdown(markdownOfWords(words)));
        const snapshot = Y.snapshot(live);
        const theirs = apply(words, others, 'T');
        const ours = apply(words, scripts, 'S');
        writeText(live, fromMarkdown(markdownOfWords(theirs.edited)));
        merge(live, snapshot, markdownOfWords(ours.edited));
        const gone = new Set([...theirs.gone, ...ours.gone]);
        const expected = [...words.flat(), ...theirs.added, ...ours.added].filter((word) => !gone.has(word));
        expect((markdownOf(live).match(/[BTSX]\d{3}/g) ?? []).sort()).toEqual(expected.sort());
      }),
      { numRuns: 300 },
    );
  });
});
