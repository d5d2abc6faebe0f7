import { CARD } from '../header/card.ts';

/** Null is a value that is not defined. */
export type WritableValue = string | number | bigint | boolean | null;

/** A card with a value; or, of COMMENT, HISTORY or a blank keyword, with text. */
export type WritableCard =
  | { keyword: string; value: WritableValue; comment?: string }
  | { keyword: 'COMMENT' | 'HISTORY' | ''; text: string };

const PLAIN = /^[A-Z0-9_-]{1,8}$/;
// What HIERARCH adds: longer, of several words, lower case.
const HIERARCHICAL = /^[A-Za-z0-9_-]+( [A-Za-z0-9_-]+)*$/;
const PRINTABLE = /^[\x20-\x7e]*$/;
const COMMENTARY_ROOM = 72;

/**
 * The lines of a card, each of 80 characters: one, or several where a string goes on by CONTINUE or text does not fit one. A comment is
 * cut where it does not fit. Throws RangeError where the card cannot be written in ASCII, or not at all.
 */
export function formatCard(card: WritableCard): string[] {
  if ('text' in card) return formatText(card.keyword, card.text);
  const { keyword, value, comment = '' } = card;
  if (!PRINTABLE.test(comment)) throw refuse(keyword);
  const start = formatKeyword(keyword);
  if (typeof value === 'string') return formatString(keyword, start, value, comment);
  const line = start + formatValue(keyword, value);
  if (line.length > CARD) throw refuse(keyword);
  return [withComment(line, comment)];
}

/** Whether a card takes several lines by CONTINUE. */
export const isLongString = (card: WritableCard): boolean =>
  'value' in card && typeof card.value === 'string' && formatCard(card).length > 1;

const refuse = (keyword: string) => new RangeError(`The card ${keyword} cannot be written.`);
const withComment = (line: string, comment: string): string =>
  (comment === '' ? line : `${line} / ${comment}`).slice(0, CARD).padEnd(CARD);

function formatKeyword(keyword: string): string {
  if (PLAIN.test(keyword)) return `${keyword.padEnd(8)}= `;
  if (!HIERARCHICAL.test(keyword)) throw refuse(keyword);
  return `HIERARCH ${keyword} = `;
}

function formatValue(keyword: string, value: Exclude<WritableValue, string>): string {
  if (value === null) return '';
  if (typeof value === 'boolean') return (value ? 'T' : 'F').padStart(20);
  if (typeof value === 'number' && !Number.isFinite(value)) throw refuse(keyword);
  if (typeof value === 'bigint' || Number.isSafeInteger(value)) return String(value).padStart(20);
  // A real number has a point, so that no reader takes it for a whole one.
  const [digits, exponent] = value.toString().split('e');
  const mantissa = digits!.includes('.') ? digits! : `${digits}.0`;
  return (exponent === undefined ? mantissa : `${mantissa}E${exponent}`).padStart(20);
}

function formatString(keyword: string, start: string, value: string, comment: string): string[] {
  if (!PRINTABLE.test(value)) throw refuse(keyword);
  const quoted = value.replaceAll("'", "''");
  if (start.length + 2 + quoted.length <= CARD)
    return [withComment(`${start}'${quoted.padEnd(8)}'`.padEnd(30), comment)];
  const lines: string[] = [];
  let rest = value;
  for (let head = start; rest !== '' || lines.length === 0; head = 'CONTINUE  ') {
    const part = fitting(rest, CARD - head.length - 3);
    if (part === '') throw refuse(keyword);
    rest = rest.slice(part.length);
    const line = `${head}'${part.replaceAll("'", "''")}${rest === '' ? '' : '&'}'`;
    lines.push(withComment(line, rest === '' ? comment : ''));
  }
  return lines;
}

/** As much of the beginning as takes `room` characters with its quotes doubled. */
function fitting(text: string, room: number): string {
  let length = 0;
  for (let taken = 0; length < text.length; length++) {
    taken += text[length] === "'" ? 2 : 1;
    if (taken > room) break;
  }
  return text.slice(0, length);
}

function formatText(keyword: string, text: string): string[] {
  if (!PRINTABLE.test(text)) throw refuse(keyword);
  const lines: string[] = [];
  for (let at = 0; at === 0 || at < text.length; at += COMMENTARY_ROOM)
    lines.push((keyword.padEnd(8) + text.slice(at, at + COMMENTARY_ROOM)).padEnd(CARD));
  return lines;
}
