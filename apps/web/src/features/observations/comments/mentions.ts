export interface Mentionable {
  /** Of the API. */
  id: string;
  name: string;
}

/** A name that is being typed: where its @ stands, and what follows it. */
export interface BegunMention {
  from: number;
  to: number;
  typed: string;
}

const BEGUN = /(?:^|[\s([{,;:])@([^\s@][^@\n]{0,39}|)$/u;

/** The mention that ends at the caret; null where none is being typed. */
export function mentionAt(text: string, caret: number): BegunMention | null {
  const typed = BEGUN.exec(text.slice(0, caret))?.[1];
  return typed === undefined ? null : { from: caret - typed.length - 1, to: caret, typed };
}

/** Those whose name, or a word of it, begins with what is typed. */
export function suggestMembers<Member extends Mentionable>(
  members: readonly Member[],
  typed: string,
  most: number,
): Member[] {
  const sought = folded(typed);
  const fits = ({ name }: Member) =>
    folded(name).startsWith(sought) ||
    folded(name)
      .split(/\s+/u)
      .some((word) => word.startsWith(sought));
  return members.filter(fits).slice(0, most);
}

/** The text with the whole name in the place of what was typed of it, and where the caret is then. */
export function completeMention(
  text: string,
  { from, to }: BegunMention,
  name: string,
): { text: string; caret: number } {
  const before = `${text.slice(0, from)}@${name} `;
  return { text: before + text.slice(to).replace(/^ /, ''), caret: before.length };
}

/** What is sent: the names of members as Markdown says a mention, `[@Ada](user:ID)`; of two with one name the first. */
export function markMentions(text: string, members: readonly Mentionable[]): string {
  if (members.length === 0) return text;
  // Of names that begin alike the longest is meant.
  const longestFirst = [...members].sort((a, b) => b.name.length - a.name.length);
  const names = longestFirst.map(({ name }) => escapePattern(name)).join('|');
  return text.replace(
    new RegExp(`(?<=^|[\\s([{,;:])@(${names})(?![\\p{L}\\p{N}])`, 'gu'),
    (typed, name: string) => {
      const member = longestFirst.find((one) => one.name === name);
      // A bracket would end the name too early; the API says it as the member is called.
      return member ? `[@${name.replace(/[[\]]/g, ' ')}](user:${member.id})` : typed;
    },
  );
}

/** A part of a comment's text. */
export type Piece =
  | { kind: 'text'; text: string }
  | { kind: 'mention'; id: string; name: string }
  | { kind: 'sample'; index: number }
  | { kind: 'experiment'; number: number };

const SAID = /\[@([^[\]\n]{1,200})\]\(user:([^()\s]{1,100})\)|(?<![\w#&])#(\d{1,9})\b|\bE-(\d{1,9})\b/gu;

/** What a comment says, with its mentions, samples (#17) and experiments (E-42) apart. */
export function piecesOf(body: string): Piece[] {
  const pieces: Piece[] = [];
  let end = 0;
  for (const match of body.matchAll(SAID)) {
    if (match.index > end) pieces.push({ kind: 'text', text: body.slice(end, match.index) });
    pieces.push(pieceOf(match));
    end = match.index + match[0].length;
  }
  if (end < body.length) pieces.push({ kind: 'text', text: body.slice(end) });
  return pieces;
}

function pieceOf([, name, id, index, number]: RegExpExecArray): Piece {
  if (name !== undefined && id !== undefined) return { kind: 'mention', id, name };
  if (index !== undefined) return { kind: 'sample', index: Number(index) };
  return { kind: 'experiment', number: Number(number) };
}

const folded = (text: string): string => text.normalize('NFKD').replace(/\p{M}/gu, '').toLocaleLowerCase();
const escapePattern = (text: string): string => text.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&');
