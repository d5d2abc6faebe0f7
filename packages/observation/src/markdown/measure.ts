import { DEEPEST, MOST_CHARACTERS, MOST_LINES, MOST_SIGNS } from '../limits.ts';
import { MarkdownError } from './error.ts';

const CONTAINERS = /^(?:[ \t]*(?:>|[-*+](?=\s|$)|\d{1,9}[.)](?=\s|$)))*/;
const CONTAINER = />|[-*+](?=\s|$)|\d[.)]/g;
const SIGN = /[*_~`$]/g;

/** Throws a MarkdownError before anything is parsed that would take seconds: the reader's time is not linear in these. */
export function refuseTooMuch(markdown: string): void {
  if (markdown.length > MOST_CHARACTERS) {
    throw tooLong(`${markdown.length} characters`, `${MOST_CHARACTERS} characters`);
  }
  const lines = markdown.split(/\r\n?|\n/);
  if (lines.length > MOST_LINES) throw tooLong(`${lines.length} lines`, `${MOST_LINES} lines`);
  let signs = 0;
  for (const line of lines) {
    if (countOf(CONTAINER, CONTAINERS.exec(line)?.[0] ?? '') > DEEPEST) throw tooDeep();
    signs = line.trim() === '' ? 0 : signs + countOf(SIGN, line);
    if (signs > MOST_SIGNS) {
      throw new MarkdownError(
        'TOO_MANY_SIGNS',
        `A part of the text has more than ${MOST_SIGNS} signs such as * and \`. Put empty lines between its paragraphs.`,
      );
    }
  }
}

export function tooDeep(): MarkdownError {
  return new MarkdownError(
    'TEXT_TOO_DEEP',
    `Lists and quotes are nested in one another too deeply. Nest at most ${DEEPEST} levels.`,
  );
}

function tooLong(has: string, most: string): MarkdownError {
  return new MarkdownError('TEXT_TOO_LONG', `The text has ${has}. Write at most ${most}.`);
}

const countOf = (pattern: RegExp, text: string) => text.match(pattern)?.length ?? 0;
