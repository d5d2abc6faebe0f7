import { expect, test } from 'vitest';
import { completeMention, markMentions, mentionAt, piecesOf, suggestMembers } from './mentions.ts';

const ADA = { id: 'VXNlcjowMQ==', name: 'Ada' };
const LOVELACE = { id: 'VXNlcjowMg==', name: 'Ada Lovelace' };
const MARIE = { id: 'VXNlcjowMw==', name: 'Marie Skłodowska-Curie (Paris) [lab]' };
const ZOE = { id: 'VXNlcjowNA==', name: 'Zoë Ångström' };
const MEMBERS = [ADA, LOVELACE, MARIE, ZOE];

test('a name is being typed after an @ that begins a word', () => {
  expect(mentionAt('see @', 5)).toEqual({ from: 4, to: 5, typed: '' });
  expect(mentionAt('see @ada lo and', 11)).toEqual({ from: 4, to: 11, typed: 'ada lo' });
  expect(mentionAt('(@a', 3)).toEqual({ from: 1, to: 3, typed: 'a' });
  expect(mentionAt('ada@example.org', 15)).toBeNull();
  expect(mentionAt('@ada\nnext', 9)).toBeNull();
  expect(mentionAt('@ ada', 5)).toBeNull();
});

test('members are suggested by any word of their name, whatever its accents', () => {
  const names = (typed: string, most = 5) => suggestMembers(MEMBERS, typed, most).map(({ id }) => id);
  expect(names('')).toHaveLength(4);
  expect(names('', 2)).toHaveLength(2);
  expect(names('love')).toEqual([LOVELACE.id]);
  expect(names('ada l')).toEqual([LOVELACE.id]);
  expect(names('ang')).toEqual([ZOE.id]);
  expect(names('dr')).toEqual([]);
});

test('a name is completed where it was begun', () => {
  const begun = mentionAt('ask @ad about it', 7)!;
  expect(completeMention('ask @ad about it', begun, 'Ada')).toEqual({ text: 'ask @Ada about it', caret: 9 });
});

test('names of members are sent as mentions, and read again', () => {
  const sent = markMentions(`@Ada Lovelace and @Ada: ask @${MARIE.name}, not @Adam or a@Ada`, MEMBERS);
  expect(sent).toBe(
    '[@Ada Lovelace](user:VXNlcjowMg==) and [@Ada](user:VXNlcjowMQ==): ask ' +
      '[@Marie Skłodowska-Curie (Paris)  lab ](user:VXNlcjowMw==), not @Adam or a@Ada',
  );
  const mentioned = piecesOf(sent).flatMap((piece) => (piece.kind === 'mention' ? piece : []));
  expect(mentioned.map(({ id, name }) => ({ id, name }))).toEqual([
    LOVELACE,
    ADA,
    { ...MARIE, name: 'Marie Skłodowska-Curie (Paris)  lab ' },
  ]);
  expect(markMentions('@Ada', [])).toBe('@Ada');
  expect(markMentions('@Ada', [{ id: 'other', name: 'Ada' }, ADA])).toBe('[@Ada](user:other)');
});

test('samples and experiments stand out of what is said', () => {
  expect(piecesOf('#61 is a border case of E-42, see C#7 and PRE-42.')).toEqual([
    { kind: 'sample', index: 61 },
    { kind: 'text', text: ' is a border case of ' },
    { kind: 'experiment', number: 42 },
    { kind: 'text', text: ', see C#7 and PRE-42.' },
  ]);
  expect(piecesOf('')).toEqual([]);
  expect(piecesOf('<b>no</b>')).toEqual([{ kind: 'text', text: '<b>no</b>' }]);
});
