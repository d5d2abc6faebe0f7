import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DEEPEST, MOST_CHARACTERS, MOST_LINES, MOST_SIGNS } from '../limits.ts';
import { arbitraryText, arbitraryWords } from '../testing/arbitraryText.ts';
import { normalise } from '../text/normalise.ts';
import { fromMarkdown, MarkdownError, toMarkdown } from './index.ts';

const RUNS = { numRuns: 200 };

describe('the round trip', () => {
  it('gives any document of the schema again, normalised', () => {
    fc.assert(
      fc.property(arbitraryText, (text) => {
        text.check();
        expect(fromMarkdown(toMarkdown(text)).toJSON()).toEqual(normalise(text).toJSON());
      }),
      RUNS,
    );
  });

  it('gives what any Markdown says again', () => {
    fc.assert(
      fc.property(fc.array(arbitraryWords, { maxLength: 12 }), (lines) => {
        const text = fromMarkdown(lines.join('\n'));
        text.check();
        expect(fromMarkdown(toMarkdown(text)).toJSON()).toEqual(text.toJSON());
      }),
      RUNS,
    );
  });

  it('normalises what is normalised to itself', () => {
    fc.assert(
      fc.property(arbitraryText, (text) => {
        expect(normalise(normalise(text)).toJSON()).toEqual(normalise(text).toJSON());
      }),
      RUNS,
    );
  });
});

/** What the text says, as ProseMirror prints it, and as it is written back. */
const said = (markdown: string) => fromMarkdown(markdown).toString();
const again = (markdown: string) => toMarkdown(fromMarkdown(markdown)).trimEnd();

describe('what a script writes', () => {
  it.each([
    ['#17', 'doc(paragraph(sampleRef))'],
    ['see #17, E-42.', 'doc(paragraph("see ", sampleRef, ", ", experimentRef, "."))'],
    ['\\#17 a#17 #17b #017 E\\-42 E-042', 'doc(paragraph("#17 a#17 #17b #017 E-42 E-042"))'],
    ['$\\sigma_8$', 'doc(paragraph(inlineMath))'],
    ['\\$5', 'doc(paragraph("$5"))'],
    ['[@Ada](user:abc)', 'doc(paragraph(mention))'],
    ['<b>bold</b><script>x()</script>', 'doc(paragraph("<b>bold</b><script>x()</script>"))'],
    ['[x](javascript:alert(1))', 'doc(paragraph("x"))'],
    ['[x](data:text/html,x) [y](//elsewhere.org)', 'doc(paragraph("x y"))'],
    ['[x](/w/lab) <https://x.org>', 'doc(paragraph(link("x"), " ", link("https://x.org")))'],
    ['![x](http://elsewhere.org/x.png)', 'doc(paragraph(link("x")))'],
    ['![x](javascript:alert(1))', 'doc(paragraph("x"))'],
    ['a ![x](/blobs/lab/abc) b', 'doc(paragraph("a"), image, paragraph("b"))'],
    ['- [ ] a\n- b', 'doc(taskList(taskItem(paragraph("a"))), bulletList(listItem(paragraph("b"))))'],
    ['- # a', 'doc(bulletList(listItem(paragraph, heading("a"))))'],
    ['[a]: http://x.org', 'doc(paragraph("[a]: ", link("http://x.org")))'],
    ['###### a', 'doc(heading("a"))'],
    ['a\\\nb  \nc\nd', 'doc(paragraph("a", hardBreak, "b", hardBreak, "c d"))'],
  ])('%j says %s', (markdown, expected) => {
    expect(said(markdown)).toBe(expected);
    fromMarkdown(markdown).check();
  });

  it.each([
    '# Spirals\n\nSee #17 and **#18, mostly** E-42, [@Ada Lovelace](user:u1).',
    '- a\n  - b\n    1. c\n    2. d\n- e',
    '- [ ] to do\n- [x] done',
    '| a   |     b |\n| --- | ----: |\n| #17 | $x_1$ |',
    '$$\n\\sum_i x_i\n$$',
    '```py\nprint("`")\n```',
    '> quote\n>\n> - in it',
    '**a** *b* ~~c~~ `d` [e](https://x.org)',
  ])('%j is written back unchanged', (markdown) => {
    expect(again(markdown)).toBe(markdown);
  });
});

describe('a name behind @', () => {
  const people = ['Ada Lovelace', 'Ada', 'Bo'];
  const userNamed = (name: string) =>
    people.includes(name) ? { id: name.replace(' ', '-'), label: name } : null;
  it.each([
    ['@Ada Lovelace, see', '[@Ada Lovelace](user:Ada-Lovelace), see'],
    ['ask @Ada.', 'ask [@Ada](user:Ada).'],
    ['(@Bo)', '([@Bo](user:Bo))'],
    ['@Nobody', '\\@Nobody'],
    ['\\@Ada', '\\@Ada'],
    ['`@Ada`', '`@Ada`'],
  ])('%j is %j', (markdown, expected) => {
    expect(toMarkdown(fromMarkdown(markdown, { userNamed })).trimEnd()).toBe(expected);
  });
});

describe('Markdown that no observation can hold', () => {
  it.each([
    ['TEXT_TOO_LONG', 'a'.repeat(MOST_CHARACTERS + 1)],
    ['TEXT_TOO_LONG', '\n'.repeat(MOST_LINES)],
    ['TEXT_TOO_DEEP', '>'.repeat(DEEPEST + 1)],
    ['TEXT_TOO_DEEP', '- '.repeat(MOST_CHARACTERS / 2)],
    ['TEXT_TOO_DEEP', Array.from({ length: 30 }, (_, depth) => `${'  '.repeat(depth)}- a`).join('\n')],
    ['TOO_MANY_SIGNS', '**a'.repeat(MOST_SIGNS)],
    ['TABLE_TOO_WIDE', `${'|a'.repeat(60)}\n${'|-'.repeat(60)}\n`],
  ])('is refused with %s', (code, markdown) => {
    const refusal = () => fromMarkdown(markdown);
    expect(refusal).toThrow(MarkdownError);
    expect(refusal).toThrow(expect.objectContaining({ code }));
  });
});
