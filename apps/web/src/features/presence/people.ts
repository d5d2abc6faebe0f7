import type { PresentMember } from './presenceDocument.ts';

// White is read on each of them (contrast of 4.5 or more), in either theme; none is a colour of a status.
const DISCS = [
  '#0072b2',
  '#882255',
  '#44617b',
  '#6b3fa0',
  '#0b6e75',
  '#8c510a',
  '#aa4499',
  '#332288',
] as const;

/** The colour of a person's disc, the same on every page and for everybody. */
export function discColor(userId: string): string {
  let sum = 0;
  for (const letter of userId) sum = (sum * 31 + (letter.codePointAt(0) ?? 0)) % 65_521;
  return DISCS[sum % DISCS.length]!;
}

/** First letters of the first and the last word: AL of Ada Lovelace. */
export function initials(name: string): string {
  const words = name.split(/[\s.@_-]+/u).filter(Boolean);
  const ends = words.length > 1 ? [words[0]!, words.at(-1)!] : words;
  return ends.map((word) => [...word][0]!.toLocaleUpperCase()).join('') || '?';
}

/** The others by name, then oneself. */
export function othersFirst(members: readonly PresentMember[], ownId: string): PresentMember[] {
  const isOwn = ({ user }: PresentMember) => user.id === ownId;
  return [...members.filter((member) => !isOwn(member)), ...members.filter(isOwn)];
}
