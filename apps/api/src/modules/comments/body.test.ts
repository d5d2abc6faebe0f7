import { expect, test } from 'vitest';
import { encodeGlobalId } from '../../builder.ts';
import { findMentions } from './body.ts';

const people = [
  { id: 'ada', name: 'Ada Lovelace' },
  { id: 'grace', name: 'Grace Hopper' },
  { id: 'grace2', name: 'Grace Kelly' },
  { id: 'odd', name: 'O.K. [Bot] (x)*' },
];
const link = (id: string, name: string) => `[@${name}](user:${encodeGlobalId('User', id)})`;
const ADA = link('ada', 'Ada Lovelace');

test.each<[written: string, text: string, mentioned: string[]]>([
  ['@Ada Lovelace, look', `${ADA}, look`, ['ada']],
  ['see (@ada) and @ADA LOVELACE.', `see (${ADA}) and ${ADA}.`, ['ada']],
  // Two have the first name; the whole one tells them apart.
  ['@Grace or @Grace Kelly', `@Grace or ${link('grace2', 'Grace Kelly')}`, ['grace2']],
  ['ada@ada.org, @Adam, @@Ada, @Nobody', 'ada@ada.org, @Adam, @@Ada, @Nobody', []],
  [link('ada', 'Old name'), ADA, ['ada']],
  ['[@Ada](user:ada)', ADA, ['ada']],
  ['[@Ada](user:bob) @Ada', `[@Ada](user:bob) ${ADA}`, ['ada']],
  ['@O.K. [Bot] (x)*', link('odd', 'O.K.  Bot  (x)*'), ['odd']],
])('%s', (written, text, mentioned) => {
  expect(findMentions(written, people)).toEqual({ text, mentioned });
  expect(findMentions(text, people)).toEqual({ text, mentioned });
});

test('a comment is no letter to everybody: fifty are mentioned', () => {
  const many = Array.from({ length: 60 }, (_, i) => ({ id: `p${i}`, name: `Person-${i}` }));
  const { mentioned, text } = findMentions(many.map(({ name }) => `@${name}`).join(' '), many);
  expect(mentioned).toEqual(many.slice(0, 50).map(({ id }) => id));
  expect(text).toMatch(/ @Person-59$/);
});
