import type { Mark, Node } from '@tiptap/pm/model';
import fc from 'fast-check';
import { observationSchema } from '../schema/schema.ts';

const { nodes, marks } = observationSchema;

// What means something to Markdown, in pieces that are likely to meet.
const SIGNS = [
  ...[
    '*',
    '**',
    '_',
    '__',
    '~',
    '~~',
    '`',
    '```',
    '$',
    '$$',
    '#',
    '##',
    '-',
    '+',
    '>',
    '|',
    '\\',
    '!',
    '[',
    ']',
  ],
  ...[
    '(',
    ')',
    '<',
    '>',
    '&',
    ':',
    '.',
    '=',
    '===',
    '---',
    '"',
    "'",
    '@',
    '/',
    '{',
    '}',
    '^',
    '%',
    ' ',
    '  ',
    '\n',
  ],
  ...[
    '#17',
    '#17b',
    'a#17',
    'E-42',
    '\\#17',
    'E-042',
    'E-',
    '@Ada',
    '[x] ',
    '[ ]',
    '1. ',
    '12) ',
    '- ',
    '> ',
    '# ',
  ],
  ...[
    'http://x.org',
    'www.x.org',
    'a@b.org',
    '<b>',
    '</b>',
    '<!-- x -->',
    '&amp;',
    '&#35;',
    '![a](b)',
    '[a](/b)',
  ],
  ...[
    '| a |',
    ':-',
    '$x$',
    '\t',
    '\u00a0',
    '\u2003',
    '😀',
    'é',
    '中',
    '𝒳',
    '\u200b',
    '\ud800',
    '\ufeff',
    '\0',
    'x',
    'word',
  ],
  ...[
    '[^1]',
    '[a]: /b',
    '<http://x.org>',
    '~~~',
    '\r\n',
    '\\',
    '\\\n',
    'a',
    ' a',
    'a ',
    '1',
    'E',
    's:/',
    'w.a',
    '+a',
  ],
];

export const arbitraryWords = fc
  .array(
    fc.oneof(
      { weight: 6, arbitrary: fc.constantFrom(...SIGNS) },
      fc.string({ unit: 'binary', maxLength: 4 }),
    ),
    {
      minLength: 1,
      maxLength: 6,
    },
  )
  .map((pieces) => pieces.join(''))
  .filter((text) => text.length > 0);

const address = fc.constantFrom(
  ...[
    'http://x.org',
    'https://x.org/a_b(c)?d=*e*&f=1#g',
    'mailto:a@b.org',
    '/w/lab/experiments/2',
    'https://x.org/)',
  ],
  ...['https://x.org/((', '/a&amp;b', 'http://www.x.org', '/[a](b)', 'https://x.org/~$~'],
);
const picture = fc.constantFrom('/blobs/lab/abc123', '/blobs/lab/abc?dtype=float32&shape=1,2');
const latex = fc.oneof(
  fc.constantFrom('\\sigma_8', 'a|b', '\\|x\\|', '$', 'a$$b', '\\', 'x\\$', '\n$$\n', '# a', ' x', '```'),
  arbitraryWords,
);

const arbitraryMarks = fc
  .tuple(fc.subarray(['bold', 'italic', 'strike', 'code']), fc.option(address, { freq: 5 }))
  .map(([names, href]) => {
    const set: Mark[] = names.map((name) => marks[name]!.create());
    if (href) set.push(marks.link!.create({ href }));
    return set.reduce<readonly Mark[]>((all, mark) => mark.addToSet(all), []);
  });

const textNode = fc
  .tuple(arbitraryWords, arbitraryMarks)
  .map(([text, set]) => observationSchema.text(text, set));
const atom = fc.oneof(
  fc.nat({ max: 300 }).map((index) => nodes.sampleRef!.create({ index })),
  fc.integer({ min: 1, max: 99 }).map((number) => nodes.experimentRef!.create({ number })),
  fc
    .tuple(fc.constantFrom('u1', 'VXNlcjox=='), arbitraryWords)
    .map(([id, label]) => nodes.mention!.create({ id, label })),
  latex.map((value) => nodes.inlineMath!.create({ latex: value })),
  fc.constant(null).map(() => nodes.hardBreak!.create()),
);
export const arbitraryLine: fc.Arbitrary<Node[]> = fc.array(
  fc.oneof({ weight: 3, arbitrary: textNode }, { weight: 1, arbitrary: atom }),
  { maxLength: 6 },
);

const paragraph = arbitraryLine.map((line) => nodes.paragraph!.create(null, line));

const table = fc.integer({ min: 1, max: 3 }).chain((width) =>
  fc
    .array(
      fc.array(fc.tuple(arbitraryLine, fc.constantFrom(null, 'left', 'center', 'right')), {
        minLength: width,
        maxLength: width,
      }),
      { minLength: 1, maxLength: 3 },
    )
    .map((rows) =>
      nodes.table!.create(
        null,
        rows.map((row, index) =>
          nodes.tableRow!.create(
            null,
            row.map(([line, align]) =>
              (index === 0 ? nodes.tableHeader! : nodes.tableCell!).create(
                { align },
                nodes.paragraph!.create(null, line),
              ),
            ),
          ),
        ),
      ),
    ),
);

const leaf = fc.oneof(
  { weight: 5, arbitrary: paragraph },
  {
    weight: 1,
    arbitrary: fc
      .tuple(fc.integer({ min: 1, max: 4 }), arbitraryLine)
      .map(([level, line]) => nodes.heading!.create({ level }, line)),
  },
  {
    weight: 1,
    arbitrary: fc
      .tuple(fc.option(fc.constantFrom('py', 'c++', 'a`b')), fc.option(arbitraryWords))
      .map(([language, code]) =>
        nodes.codeBlock!.create({ language }, code ? observationSchema.text(code) : null),
      ),
  },
  { weight: 1, arbitrary: fc.constant(null).map(() => nodes.horizontalRule!.create()) },
  {
    weight: 1,
    arbitrary: fc.tuple(picture, arbitraryWords).map(([src, alt]) => nodes.image!.create({ src, alt })),
  },
  { weight: 1, arbitrary: latex.map((value) => nodes.blockMath!.create({ latex: value })) },
  { weight: 1, arbitrary: table },
);

const { block } = fc.letrec<{ block: Node; item: Node[] }>((tie) => ({
  item: fc
    .tuple(paragraph, fc.array(tie('block'), { maxLength: 2 }))
    .map(([first, rest]) => [first, ...rest]),
  block: fc.oneof(
    { maxDepth: 4, withCrossShrink: true },
    { weight: 6, arbitrary: leaf },
    {
      weight: 1,
      arbitrary: fc.array(tie('item'), { minLength: 1, maxLength: 3 }).map((items) =>
        nodes.bulletList!.create(
          null,
          items.map((item) => nodes.listItem!.create(null, item)),
        ),
      ),
    },
    {
      weight: 1,
      arbitrary: fc
        .tuple(fc.array(tie('item'), { minLength: 1, maxLength: 3 }), fc.constantFrom(0, 1, 7, 99))
        .map(([items, start]) =>
          nodes.orderedList!.create(
            { start },
            items.map((item) => nodes.listItem!.create(null, item)),
          ),
        ),
    },
    {
      weight: 1,
      arbitrary: fc.array(fc.tuple(tie('item'), fc.boolean()), { minLength: 1, maxLength: 3 }).map((items) =>
        nodes.taskList!.create(
          null,
          items.map(([item, checked]) => nodes.taskItem!.create({ checked }, item)),
        ),
      ),
    },
    {
      weight: 1,
      arbitrary: fc
        .array(tie('block'), { minLength: 1, maxLength: 3 })
        .map((blocks) => nodes.blockquote!.create(null, blocks)),
    },
  ),
}));

/** Any document of the schema, with texts that mean something to Markdown. */
export const arbitraryText: fc.Arbitrary<Node> = fc
  .array(block, { minLength: 1, maxLength: 4 })
  .map((blocks) => nodes.doc!.create(null, blocks));
