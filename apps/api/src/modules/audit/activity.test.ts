import { afterAll, beforeAll, expect, test } from 'vitest';
import { seedPerson, send, startApi, type TestApi, type TestPerson } from '../../testing/startApi.ts';

let api: TestApi;
let owner: TestPerson;
let viewer: TestPerson;
let stranger: TestPerson;

beforeAll(async () => {
  api = await startApi();
  owner = await seedPerson(api.db);
  viewer = await seedPerson(api.db, { role: 'VIEWER', workspaceId: owner.workspaceId });
  stranger = await seedPerson(api.db);
  const deed = { workspaceId: owner.workspaceId, verb: 'created', subjectType: 'Dataset', subjectId: 'gone' };
  for (const sentence of ['made one.', 'invited a friend.', 'made two.', 'made three.'])
    await api.db.activity.create({
      data: { ...deed, sentence, forOwners: sentence.startsWith('invited') },
    });
});
afterAll(() => api.close());

async function activity(person: TestPerson, args: string) {
  const query = `{ workspace(slug: "${owner.slug}") { activity${args} { sentence subject { id } } } }`;
  const { data, errors } = await send(api, query, { token: person.token });
  if (errors) return errors[0]?.extensions['code'];
  const workspace = data?.['workspace'] as { activity: { sentence: string; subject: unknown }[] } | null;
  return workspace?.activity.map(({ sentence, subject }) => [sentence, subject]) ?? null;
}

test('members see what was done, the newest first; what is about people nobody sees here', async () => {
  const all = [
    ['made three.', null],
    ['made two.', null],
    ['made one.', null],
  ];
  expect(await activity(viewer, '')).toEqual(all);
  expect(await activity(owner, '(first: 2)')).toEqual(all.slice(0, 2));
});

test('strangers see nothing; what is asked for is bounded', async () => {
  expect(await activity(stranger, '')).toBeNull();
  for (const first of [0, -1, 101])
    expect(await activity(viewer, `(first: ${first})`)).toBe('BAD_USER_INPUT');
});
