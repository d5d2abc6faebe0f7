import { createClient } from 'graphql-ws';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { WebSocket } from 'ws';
import { createTokenSecret, hashToken } from '../auth/token.ts';
import { encodeGlobalId } from '../builder.ts';
import { schema } from '../schema.ts';
import { ACCESS, type Access, type Need } from '../testing/accessTable.ts';
import { seedVersion } from '../testing/seedData.ts';
import { seedExperiment, sha256 } from '../testing/seedExperiment.ts';
import { type GraphqlAnswer, seedPerson, send, startApi, type TestApi } from '../testing/startApi.ts';

type CallerName =
  | 'anonymous'
  | 'expired token'
  | 'revoked token'
  | 'stranger'
  | 'viewer'
  | 'editor'
  | 'owner, READ'
  | 'owner, WRITE'
  | 'owner, ADMIN';
/** UNAUTHENTICATED or FORBIDDEN; nothing is there; or neither of them. */
type Outcome = 'refused' | 'nothing' | 'answered';

const UNKNOWN: Record<Need, Outcome> = {
  everybody: 'answered',
  writing: 'refused',
  administering: 'refused',
  member: 'refused',
  editor: 'refused',
  owner: 'refused',
};
const MEMBER: Record<Need, Outcome> = { ...UNKNOWN, member: 'answered' };
const WRITER: Record<Need, Outcome> = { ...MEMBER, writing: 'answered' };
const ADMIN: Record<Need, Outcome> = { ...WRITER, administering: 'answered' };

const EXPECTED: Record<CallerName, Record<Need, Outcome>> = {
  anonymous: UNKNOWN,
  'expired token': UNKNOWN,
  'revoked token': UNKNOWN,
  stranger: { ...ADMIN, member: 'nothing', editor: 'nothing', owner: 'nothing' },
  viewer: ADMIN,
  editor: { ...WRITER, editor: 'answered' },
  'owner, READ': MEMBER,
  'owner, WRITE': { ...WRITER, editor: 'answered' },
  'owner, ADMIN': { ...ADMIN, editor: 'answered', owner: 'answered' },
};
const CALLERS = Object.keys(EXPECTED) as CallerName[];

let api: TestApi;
const tokens = new Map<CallerName, string | null>([['anonymous', null]]);
let seeded: Record<string, string>;
/** Of the same types, of nobody. */
let madeUp: Record<string, string>;

beforeAll(async () => {
  api = await startApi();
  const { db } = api;
  const owner = await seedPerson(db, { scope: 'ADMIN' });
  const { workspaceId, userId } = owner;
  const tokenOf = async (scope: 'READ' | 'WRITE', dates: { expiresAt?: Date; revokedAt?: Date } = {}) => {
    const { secret, secretHash } = createTokenSecret();
    await db.apiToken.create({ data: { name: scope, scope, userId, secretHash, ...dates } });
    return secret;
  };
  const past = new Date(Date.now() - 1000);
  tokens.set('owner, ADMIN', owner.token);
  tokens.set('owner, WRITE', await tokenOf('WRITE'));
  tokens.set('owner, READ', await tokenOf('READ'));
  tokens.set('expired token', await tokenOf('WRITE', { expiresAt: past }));
  tokens.set('revoked token', await tokenOf('WRITE', { revokedAt: past }));
  tokens.set('viewer', (await seedPerson(db, { role: 'VIEWER', scope: 'ADMIN', workspaceId })).token);
  tokens.set('editor', (await seedPerson(db, { role: 'EDITOR', workspaceId })).token);
  tokens.set('stranger', (await seedPerson(db, { scope: 'ADMIN' })).token);

  const extra = await seedPerson(db, { role: 'VIEWER', workspaceId });
  const version = await seedVersion(api, workspaceId, [{}, {}]);
  const { datasetId } = await db.datasetVersion.findUniqueOrThrow({ where: { id: version.id } });
  const sample = await db.sample.findFirstOrThrow({ where: { versionId: version.id } });
  const at = { workspaceId, versionId: version.id };
  const [one, other] = [await seedExperiment(db, at), await seedExperiment(db, at)];
  const study = await db.study.create({
    data: { workspaceId, datasetVersionId: version.id, name: 'A study', grid: {} },
  });
  const expiresAt = new Date(Date.now() + 86_400_000);
  const invitation = await db.invitation.create({
    data: { workspaceId, role: 'VIEWER', tokenHash: hashToken(sha256()), expiresAt, createdById: userId },
  });
  const link = await db.publicLink.create({
    data: { workspaceId, experimentId: one.id, tokenHash: hashToken(sha256()), createdById: userId },
  });
  const ids: Record<string, [typename: string, id: string]> = {
    experiment: ['Experiment', one.id],
    other: ['Experiment', other.id],
    version: ['DatasetVersion', version.id],
    dataset: ['Dataset', datasetId],
    sample: ['Sample', sample.id],
    study: ['Study', study.id],
    user: ['User', extra.userId],
    invitation: ['Invitation', invitation.id],
    link: ['PublicLink', link.id],
  };
  const encoded = (change: (id: string) => string) =>
    Object.fromEntries(
      Object.entries(ids).map(([name, [typename, id]]) => [name, encodeGlobalId(typename, change(id))]),
    );
  seeded = { ...encoded((id) => id), workspace: owner.slug };
  madeUp = {
    ...encoded((id) =>
      id.replace(/[0-9a-f]/g, (digit) => ((Number.parseInt(digit, 16) + 1) % 16).toString(16)),
    ),
    workspace: 'no-such-workspace',
  };
});
afterAll(() => api.close());

const fill = (text: string, values: Record<string, string>): string =>
  text.replace(/\$(\w+)/g, (_match, name: string) => JSON.stringify(values[name]));

async function ask(name: string, caller: CallerName, values: Record<string, string>): Promise<GraphqlAnswer> {
  const [type = '', field = ''] = name.split('.');
  const { args = '', select = '' } = ACCESS[name] as Access;
  const query = `${type.toLowerCase()} { ${field}${fill(args, values)} ${select} }`;
  const token = tokens.get(caller) ?? null;
  return type === 'Subscription' ? firstEvent(query, token) : send(api, query, token ? { token } : {});
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

function outcomeOf({ data, errors }: GraphqlAnswer, need: Need): Outcome {
  const codes = [
    ...(errors ?? []).map(({ extensions }) => String(extensions['code'])),
    ...Object.values(data ?? {}).flatMap((value) => {
      const problems: { code: string }[] = Object(value).problems ?? [];
      return problems.map(({ code }) => code);
    }),
  ];
  if (codes.some((code) => code === 'UNAUTHENTICATED' || code === 'FORBIDDEN')) return 'refused';
  // What is the caller's own, and uploads, are named so that there are none of them.
  const isOwn = need === 'writing' || need === 'administering';
  if (!isOwn && codes.some((code) => code.endsWith('NOT_FOUND') && code !== 'UPLOAD_NOT_FOUND'))
    return 'nothing';
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

describe.each(Object.entries(ACCESS))('%s', (name, { needs }) => {
  test.each(CALLERS)('%s', async (caller) => {
    const answer = await ask(name, caller, seeded);
    expect(outcomeOf(answer, needs), JSON.stringify(answer)).toBe(EXPECTED[caller][needs]);
  });

  test('a stranger cannot tell what is there from what is not', async () => {
    // What differs are the names that were asked for.
    const said = async (values: Record<string, string>) => {
      let text = JSON.stringify(await ask(name, 'stranger', values));
      for (const [key, value] of Object.entries(values)) text = text.replaceAll(value, `<${key}>`);
      return text.replace(/"requestId":"[^"]*"/g, '');
    };
    expect(await said(seeded)).toBe(await said(madeUp));
  });
});
