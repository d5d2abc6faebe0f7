import { createClient } from 'graphql-ws';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { WebSocket } from 'ws';
import { schema } from '../schema.ts';
import {
  ACCESS,
  type Access,
  type Answer,
  CALLERS,
  type CallerName,
  expected,
  type Need,
} from '../testing/accessTable.ts';
import { type Callers, seedCallers } from '../testing/seedCallers.ts';
import { madeUpLike, restoreDeleted } from '../testing/seedThings.ts';
import { type GraphqlAnswer, graphqlAnswer, startApi, type TestApi } from '../testing/startApi.ts';
import { ask, hideNames, namesOf, tellable } from '../testing/tellable.ts';

let api: TestApi;
let callers: Callers;
/** What queries name: things of the workspace, and what is named as they are and of nobody. */
let seeded: Readonly<Record<string, string>>;
let madeUp: Readonly<Record<string, string>>;

beforeAll(async () => {
  api = await startApi({ limits: { operationsPerWindow: 100_000, anonymousPerWindow: 100_000 } });
  callers = await seedCallers(api);
  seeded = namesOf(callers.things);
  madeUp = namesOf(madeUpLike(callers.things));
});
afterAll(() => api.close());

/** The question for a field of a root, with the names of things in it. */
function questionOf(name: string, values: Readonly<Record<string, string>>): string {
  const [type = '', field = ''] = name.split('.');
  const { args = '', select = '' } = ACCESS[name] as Access;
  const filled = args.replace(/\$(\w+)/g, (_match, thing: string) => JSON.stringify(values[thing]));
  return `${type.toLowerCase()} { ${field}${filled} ${select} }`;
}

const isSubscription = (name: string) => name.startsWith('Subscription.');

async function askRoot(name: string, caller: CallerName): Promise<GraphqlAnswer> {
  const token = callers.tokens[caller];
  const question = questionOf(name, seeded);
  if (isSubscription(name)) return firstEvent(question, token);
  return graphqlAnswer.parse(await (await ask(api, question, { token })).json());
}

/** What the caller could tell the answer from others by. */
async function toldBy(
  name: string,
  caller: CallerName,
  values: Readonly<Record<string, string>>,
): Promise<string> {
  const token = callers.tokens[caller];
  const question = questionOf(name, values);
  return isSubscription(name)
    ? hideNames(JSON.stringify(await firstEvent(question, token)), Object.values(values))
    : tellable(await ask(api, question, { token }), Object.values(values));
}

/** What a subscription says first; nothing within a second is an answer too. */
async function firstEvent(query: string, token: string | null): Promise<GraphqlAnswer> {
  const client = createClient({
    url: `${api.url.replace('http', 'ws')}/graphql`,
    webSocketImpl: WebSocket,
    ...(token ? { connectionParams: { authorization: `Bearer ${token}` } } : {}),
    retryAttempts: 0,
  });
  const silence = new Promise<null>((resolve) => setTimeout(() => resolve(null), 1000));
  try {
    const first = await Promise.race([client.iterate({ query }).next(), silence]);
    const value = first && !first.done ? first.value : null;
    return {
      data: value ? ((value.data ?? null) as Record<string, unknown> | null) : { silent: true },
      errors: value?.errors?.map(({ message, extensions }) => ({ message, extensions: { ...extensions } })),
    };
  } catch (error) {
    // The socket itself was refused.
    if (!(error instanceof Object && 'code' in error && error.code === 4403)) throw error;
    return { data: null, errors: [{ message: '', extensions: { code: 'UNAUTHENTICATED' } }] };
  } finally {
    await client.dispose();
  }
}

function answerOf({ data, errors }: GraphqlAnswer, need: Need): Answer {
  const codes = [
    ...(errors ?? []).map(({ extensions }) => String(extensions['code'])),
    ...Object.values(data ?? {}).flatMap((value) => {
      const problems: { code: string }[] = Object(value).problems ?? [];
      return problems.map(({ code }) => code);
    }),
  ];
  if (codes.some((code) => code === 'UNAUTHENTICATED' || code === 'FORBIDDEN')) return 'refused';
  // What is the caller's own is named so that there is none of it.
  const isOwn = need === 'writing' || need === 'administering';
  if (!isOwn && codes.some((code) => code.endsWith('NOT_FOUND'))) return 'nothing';
  const isEmpty = Object.values(data ?? { none: null }).every((value) => value === null);
  return isEmpty && need !== 'everybody' && codes.length === 0 ? 'nothing' : 'answered';
}

test('every field of the root is in the table, and nothing else', () => {
  const roots = [schema.getQueryType(), schema.getMutationType(), schema.getSubscriptionType()];
  const names = roots.flatMap((type) =>
    Object.keys(type?.getFields() ?? {}).map((field) => `${type?.name}.${field}`),
  );
  expect(Object.keys(ACCESS).sort()).toEqual(names.sort());
});

describe.each(Object.entries(ACCESS))('%s', (name, access) => {
  test.each(CALLERS)('%s', async (caller) => {
    if (name.startsWith('Mutation.delete')) await restoreDeleted(api, callers.things);
    const answer = await askRoot(name, caller);
    expect(answerOf(answer, access.needs), JSON.stringify(answer)).toBe(expected(access, caller));
  });

  test.each(['stranger', 'public link of elsewhere'] as const)(
    'a %s cannot tell what is there from what is not',
    async (caller) => {
      expect(await toldBy(name, caller, seeded)).toBe(await toldBy(name, caller, madeUp));
    },
  );
});
