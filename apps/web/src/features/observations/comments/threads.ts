import type { Anchor } from './anchors.ts';

/** What is said once, by whom and when. */
export interface Said {
  id: string;
  body: string;
  /** Null where the account is gone, or the comment was taken back. */
  author: { id: string; name: string } | null;
  createdAt: string;
  /** The words of the text that it was written on; null of a comment on the whole, and of a reply. */
  quote: string | null;
  /** Where those words are; null of a comment that a script wrote. */
  anchor: Anchor | null;
  replyTo: { id: string } | null;
  isResolved: boolean;
  isUnread: boolean;
  isDeleted: boolean;
  reactions: readonly Reaction[];
}

/** Who answered with the same sign. */
export interface Reaction {
  emoji: string;
  /** Whether the one who looks is among them. */
  isMine: boolean;
  users: readonly { id: string; name: string }[];
}

/** A comment and what was said to it, the oldest first. */
export interface Thread {
  id: string;
  first: Said;
  replies: readonly Said[];
}

/** Comments as threads, the oldest first. */
export function threadsOf(comments: readonly Said[]): Thread[] {
  const byTime = [...comments].sort((a, b) => Date.parse(a.createdAt) - Date.parse(b.createdAt));
  const answering = (id: string | null) => byTime.filter(({ replyTo }) => (replyTo?.id ?? null) === id);
  return answering(null).map((first) => ({ id: first.id, first, replies: answering(first.id) }));
}

/** Those whose words stand in the text as they stand there, by `onWords`; then the others in theirs. */
export function inTextOrder(threads: readonly Thread[], onWords: readonly string[]): Thread[] {
  const place = ({ id }: Thread) => (onWords.includes(id) ? onWords.indexOf(id) : onWords.length);
  return [...threads].sort((a, b) => place(a) - place(b));
}

export const unreadIn = ({ first, replies }: Thread): number =>
  [first, ...replies].filter(({ isUnread }) => isUnread).length;

/** Whether the one who looks gave it that sign. */
export const isGiven = ({ reactions }: Said, sign: string): boolean =>
  reactions.some(({ emoji, isMine }) => isMine && emoji === sign);

/** "3 replies" */
export const repliesText = (count: number): string => `${count} ${count === 1 ? 'reply' : 'replies'}`;

/** "You, Ada and 3 others": who gave a reaction, oneself first. */
export function namesOf(users: Reaction['users'], ownId: string): string {
  const isOwn = users.some(({ id }) => id === ownId);
  const others = users.filter(({ id }) => id !== ownId).map(({ name }) => name);
  const names = isOwn ? ['You', ...others] : others;
  const [shown, rest] = [names.slice(0, MOST_NAMES), names.length - MOST_NAMES];
  if (rest > 0) return `${shown.join(', ')} and ${rest} ${rest === 1 ? 'other' : 'others'}`;
  const last = shown.at(-1) ?? '';
  return shown.length > 1 ? `${shown.slice(0, -1).join(', ')} and ${last}` : last;
}

const MOST_NAMES = 3;
