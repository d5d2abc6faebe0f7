// What Markdown is made of and a reader of one line does not need, with what is left of it.
const MARKUP: readonly (readonly [RegExp, string])[] = [
  [/^```.*$/gm, ''],
  [/!\[([^\]]*)\]\([^)]*\)/g, '$1'],
  [/\[([^\]]+)\]\([^)]*\)/g, '$1'],
  [/^\s*(?:#{1,4}|>|[-*+]|\d+[.)])\s+/gm, ''],
  [/\[[ xX]\]\s/g, ''],
  [/^\s*\|?[\s:|-]+\|?\s*$/gm, ''],
  [/(\*\*|__|~~|\*|`)/g, ''],
  [/\\(?=[!-/:-@[-`{-~])/g, ''],
  [/\s+/g, ' '],
];
const MOST_LETTERS = 280;

/** The beginning of a text in Markdown as plain words, in one line. */
export function excerptOf(markdown: string): string {
  // Cut before it is read: a text may be long.
  const beginning = markdown.slice(0, MOST_LETTERS * 4);
  const plain = MARKUP.reduce((text, [pattern, left]) => text.replaceAll(pattern, left), beginning).trim();
  return plain.length > MOST_LETTERS ? `${plain.slice(0, MOST_LETTERS).trimEnd()}…` : plain;
}
