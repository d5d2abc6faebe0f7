import type { Db } from '@asterism/db';
import { encodeGlobalId, rowId } from '../../builder.ts';

export interface CommentBody {
  /** With every mention as `[@Ada](user:ID)`. */
  text: string;
  /** Row ids of the members that it mentions. */
  mentioned: string[];
}

interface Person {
  id: string;
  name: string;
}

// A comment that names more is no letter to anybody.
const MOST_MENTIONED = 50;
const LINKED = /\[@[^[\]\n]{0,200}\]\(user:([^()\s]{1,100})\)/gu;

/** A comment as it is kept: who is mentioned as `@Name`, or `[@Name](user:ID)`, is found among the workspace's members. */
export async function readBody(
  { db, workspaceId }: { db: Db; workspaceId: string },
  written: string,
): Promise<CommentBody> {
  if (!written.includes('@')) return { text: written, mentioned: [] };
  const members = await db.member.findMany({
    where: { workspaceId },
    select: { user: { select: { id: true, name: true } } },
  });
  return findMentions(
    written,
    members.map(({ user }) => user),
  );
}

/**
 * A plain `@Name` is somebody's whole name, in any case, or the first word of it, where no other member has the same. What
 * names nobody stays as it was written.
 */
export function findMentions(written: string, members: readonly Person[]): CommentBody {
  const byId = new Map(members.map((person) => [person.id, person]));
  const byName = namesOf(members);
  const mentioned = new Set<string>();
  const mention = (person: Person, otherwise: string): string => {
    if (mentioned.size >= MOST_MENTIONED && !mentioned.has(person.id)) return otherwise;
    mentioned.add(person.id);
    return `[@${person.name.replace(/[[\]\n]/g, ' ')}](user:${encodeGlobalId('User', person.id)})`;
  };
  const plain = plainMentions(byName.keys());
  const outside = (text: string): string =>
    plain === null
      ? text
      : text.replace(plain, (whole, name: string) => {
          const person = byName.get(name.toLowerCase());
          return person ? mention(person, whole) : whole;
        });
  let text = '';
  let end = 0;
  for (const match of written.matchAll(LINKED)) {
    const [whole, id = ''] = match;
    const person = byId.get(rowId('User', id) ?? id);
    text += outside(written.slice(end, match.index)) + (person ? mention(person, whole) : whole);
    end = match.index + whole.length;
  }
  text += outside(written.slice(end));
  return { text, mentioned: [...mentioned] };
}

/** Whom a name names, in small letters: whole names, and first words; one that several have names nobody. */
function namesOf(members: readonly Person[]): Map<string, Person> {
  const whole = unambiguous(members, ({ name }) => name);
  const first = unambiguous(members, ({ name }) => name.split(/\s+/)[0] ?? '');
  return new Map([...first, ...whole]);
}

function unambiguous(members: readonly Person[], nameOf: (person: Person) => string): Map<string, Person> {
  const found = new Map<string, Person | null>();
  for (const person of members) {
    const name = nameOf(person).trim().toLowerCase();
    if (name) found.set(name, found.has(name) ? null : person);
  }
  return new Map([...found].flatMap(([name, person]) => (person ? [[name, person] as const] : [])));
}

/** Finds `@` before one of the names, the longest that fits, where neither side goes on as a word. */
function plainMentions(names: Iterable<string>): RegExp | null {
  const longestFirst = [...names].sort((a, b) => b.length - a.length);
  if (longestFirst.length === 0) return null;
  const escaped = longestFirst.map((name) => name.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&'));
  return new RegExp(`(?<![\\p{L}\\p{N}_@[])@(${escaped.join('|')})(?![\\p{L}\\p{N}_])`, 'giu');
}
