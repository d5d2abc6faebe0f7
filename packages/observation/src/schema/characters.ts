// Control characters, the mark of byte order and halves of a pair: what no Markdown file carries back unchanged.
const UNSAYABLE = /(?!\n)[\p{Cc}\p{Cs}\uFEFF]/gu;

/** Text in one line: every line break and tab a space, what cannot be written to a file left out. */
export function oneLine(text: string): string {
  return text.replaceAll(/\r\n|[\n\r\t]/g, ' ').replaceAll(UNSAYABLE, '');
}

/** Text in lines, as in code: line feeds kept, a tab four spaces, what cannot be written to a file left out. */
export function manyLines(text: string): string {
  return text.replaceAll(/\r\n?/g, '\n').replaceAll('\t', '    ').replaceAll(UNSAYABLE, '');
}
