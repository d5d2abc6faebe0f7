import { createTokenSecret } from '../auth/token.ts';
import type { CallerName } from './accessTable.ts';
import { seedThings, type Things } from './seedThings.ts';
import { seedPerson, type TestApi } from './startApi.ts';

export interface Callers {
  /** What each sends as its bearer's token; null where nothing. */
  tokens: Readonly<Record<CallerName, string | null>>;
  /** What lies in the workspace that the callers are, or are not, of. */
  things: Things;
  /** What lies in the stranger's own workspace. */
  strangers: Things;
}

/** Somebody of each kind, and a workspace with one thing of every type. */
export async function seedCallers(api: TestApi): Promise<Callers> {
  const { db } = api;
  const owner = await seedPerson(db, { scope: 'ADMIN' });
  const { workspaceId, userId } = owner;
  const tokenOf = async (scope: 'READ' | 'WRITE', dates: { expiresAt?: Date; revokedAt?: Date } = {}) => {
    const { secret, secretHash } = createTokenSecret();
    await db.apiToken.create({ data: { name: scope, scope, userId, secretHash, ...dates } });
    return secret;
  };
  const past = new Date(Date.now() - 1000);
  const stranger = await seedPerson(db, { scope: 'ADMIN' });
  const things = await seedThings(api, owner);
  const strangers = await seedThings(api, stranger);
  const revoked = await seedThings(api, owner);
  await db.publicLink.update({ where: { id: revoked.rows['PublicLink'] ?? '' }, data: { revokedAt: past } });
  const tokens = {
    anonymous: null,
    'expired token': await tokenOf('WRITE', { expiresAt: past }),
    'revoked token': await tokenOf('WRITE', { revokedAt: past }),
    'revoked public link': revoked.linkToken,
    'public link': things.linkToken,
    'public link of elsewhere': strangers.linkToken,
    stranger: stranger.token,
    viewer: (await seedPerson(db, { role: 'VIEWER', scope: 'ADMIN', workspaceId })).token,
    editor: (await seedPerson(db, { role: 'EDITOR', workspaceId })).token,
    'owner, READ': await tokenOf('READ'),
    'owner, WRITE': await tokenOf('WRITE'),
    'owner, ADMIN': owner.token,
  };
  return { tokens, things, strangers };
}
