import { afterAll, beforeAll, expect, test } from 'vitest';
import {
  type Answer,
  CALLERS,
  type CallerName,
  expected,
  ROUTES,
  type RouteAccess,
} from '../testing/accessTable.ts';
import { type Callers, seedCallers } from '../testing/seedCallers.ts';
import { madeUpLike, type Things } from '../testing/seedThings.ts';
import { startApi, type TestApi } from '../testing/startApi.ts';
import { tellable } from '../testing/tellable.ts';

// Everybody who is there, at every address that is no GraphQL.

let api: TestApi;
let callers: Callers;

beforeAll(async () => {
  api = await startApi({ limits: { operationsPerWindow: 100_000, anonymousPerWindow: 100_000 } });
  callers = await seedCallers(api);
});
afterAll(() => api.close());

const encoded = (text: string) => Buffer.from(text).toString('base64');

const namesOf = ({ rows, slug, labelsSha256, encodedImageId, experimentNumber }: Things, begun: string) => ({
  workspace: slug,
  workspaceEncoded: encoded(slug),
  fileName: encoded('a.fits'),
  labels: labelsSha256,
  sample: rows['Sample'] ?? '',
  experiment: rows['Experiment'] ?? '',
  image: encodedImageId,
  number: String(experimentNumber),
  begun,
});
type Names = ReturnType<typeof namesOf>;

function requestOf(
  route: string,
  { address, linkedAddress, headers }: RouteAccess,
  caller: CallerName,
  names: Names,
) {
  const fill = (text: string) =>
    text.replace(/\$(\w+)/g, (_match, name: string) => String(Reflect.get(names, name)));
  const isLink = caller.startsWith('public link');
  const token = callers.tokens[caller];
  return fetch(`${api.url}${fill((isLink && linkedAddress) || address)}`, {
    method: route.split(' ')[0] ?? '',
    headers: {
      ...Object.fromEntries(Object.entries(headers ?? {}).map(([name, value]) => [name, fill(value)])),
      ...(token ? { authorization: `Bearer ${token}` } : {}),
    },
    ...(route.startsWith('PATCH') ? { body: 'x' } : {}),
  });
}

/** An upload that the owner has begun, without its bytes. */
async function begin(): Promise<string> {
  const response = await requestOf(
    'POST /uploads',
    ROUTES['POST /uploads'] as RouteAccess,
    'owner, WRITE',
    namesOf(callers.things, ''),
  );
  expect(response.status).toBe(201);
  return response.headers.get('location')?.split('/').at(-1) ?? '';
}

const isOfUpload = ({ needs }: RouteAccess) => needs === 'beginner';

function expectedOf({ needs, linked }: RouteAccess, caller: CallerName): Answer {
  if (needs !== 'beginner') return expected({ needs, ...(linked ? { linked } : {}) }, caller);
  if (caller.startsWith('owner, ') && caller !== 'owner, READ') return 'answered';
  // Who may send at all is told that there is no such upload.
  return expected({ needs: 'writing' }, caller) === 'answered' ? 'nothing' : 'refused';
}

async function answerOf(response: Response): Promise<Answer> {
  const text = await response.text();
  if (response.status === 401 || response.status === 403) return 'refused';
  return response.status === 404 && !text.includes('NOT_TRAINED') ? 'nothing' : 'answered';
}

test('every address that the server knows is in the table', () => {
  const others = new Set(['/healthz', '/readyz', '/graphql', '/api/auth/*', '*']);
  let parent = '';
  const known = api.routes.split('\n').flatMap((line) => {
    const [, indent = '', path = '', methods = ''] = /^([ │]*)[├└]── (\S+) \((.*)\)/.exec(line) ?? [];
    if (indent === '') parent = path;
    const address = indent === '' ? path : `${parent}/${path.replace(/^\//, '')}`;
    if (path === '' || others.has(address)) return [];
    const all = methods.split(', ');
    // Fastify answers HEAD as it answers GET; what uploads may be asked for is no secret.
    return all
      .filter((method) => method !== 'OPTIONS' && !(method === 'HEAD' && all.includes('GET')))
      .map((method) => `${method} ${address}`);
  });
  const withoutId = new Set(['HEAD /uploads', 'PATCH /uploads', 'DELETE /uploads', 'POST /uploads/*']);
  expect(known.filter((route) => !withoutId.has(route)).sort()).toEqual(Object.keys(ROUTES).sort());
});

test.each(
  Object.entries(ROUTES).flatMap(([route, access]) =>
    CALLERS.map((caller) => [route, caller, access] as const),
  ),
)('%s: %s', async (route, caller, access) => {
  const names = namesOf(callers.things, isOfUpload(access) ? await begin() : '');
  const answer = await requestOf(route, access, caller, names);
  expect(answer.headers.get('content-type') ?? '').not.toContain('text/html');
  expect([answer.status, await answerOf(answer)]).toEqual([answer.status, expectedOf(access, caller)]);
});

test.each(
  Object.entries(ROUTES).flatMap(([route, access]) =>
    (['stranger', 'public link of elsewhere', 'editor'] as const)
      .filter((caller) => expectedOf(access, caller) !== 'answered')
      .map((caller) => [route, caller, access] as const),
  ),
)('%s: a %s cannot tell what is there from what is not', async (route, caller, access) => {
  const begun = isOfUpload(access) ? await begin() : '';
  const there = namesOf(callers.things, begun);
  const notThere = namesOf(
    madeUpLike(callers.things),
    begun.replace(/[0-9a-f]/g, (digit) => (digit === '0' ? '1' : '0')),
  );
  const said = async (names: Names) =>
    tellable(
      await requestOf(route, access, caller, names),
      Object.values(names).filter((name) => name.length > 3),
    );
  expect(await said(there)).toBe(await said(notThere));
});
