import { isObjectType } from 'graphql';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { schema } from '../schema.ts';
import { CALLERS, expected, SEEN_BY } from '../testing/accessTable.ts';
import { type Callers, seedCallers } from '../testing/seedCallers.ts';
import { madeUpLike } from '../testing/seedThings.ts';
import { startApi, type TestApi } from '../testing/startApi.ts';
import { ask, tellable } from '../testing/tellable.ts';

let api: TestApi;
let callers: Callers;

beforeAll(async () => {
  api = await startApi({ limits: { operationsPerWindow: 100_000, anonymousPerWindow: 100_000 } });
  callers = await seedCallers(api);
});
afterAll(() => api.close());

const TYPES = Object.values(schema.getTypeMap()).flatMap((type) =>
  isObjectType(type) && type.getInterfaces().length > 0 ? [type.name] : [],
);

test('every type that has an id is in the table', () => {
  expect(Object.keys(SEEN_BY).sort()).toEqual(TYPES.sort());
});

test.each(CALLERS.flatMap((caller) => TYPES.map((type) => [type, caller] as const)))(
  '%s by its id: %s',
  async (type, caller) => {
    const node = (id: string) =>
      ask(api, `{ node(id: "${id}") { __typename id } }`, { token: callers.tokens[caller] });
    const there = callers.things.ids[type] ?? '';
    const notThere = madeUpLike(callers.things).ids[type] ?? '';
    const answer = await (await node(there)).json();
    const isSeen = SEEN_BY[type]?.includes(caller);
    if (expected({ needs: 'member', linked: 'answered' }, caller) === 'refused')
      expect(answer).toMatchObject({
        data: { node: null },
        errors: [{ extensions: { code: 'UNAUTHENTICATED' } }],
      });
    else expect(answer).toEqual({ data: { node: isSeen ? { __typename: type, id: there } : null } });
    if (!isSeen)
      expect(await tellable(await node(there), [there])).toBe(
        await tellable(await node(notThere), [notThere]),
      );
  },
);
