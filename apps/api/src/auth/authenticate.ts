import type { Db } from '@asterism/db';
import type { Caller, Membership } from './caller.ts';
import type { SignIn } from './signIn.ts';
import { bearerToken, hashToken } from './token.ts';

/** Who sends these headers; null for nobody that is known. */
export type Authenticate = (headers: Headers) => Promise<Caller | null>;

// When a token was last used is told to a minute: one write a minute and token, not one a request.
const LAST_USED_STEP_MS = 60_000;

export interface AuthenticateOptions {
  db: Db;
  signIn: SignIn;
  now: () => Date;
}

/** A token in the Authorization header counts before a session cookie. */
export function createAuthenticate({ db, signIn, now }: AuthenticateOptions): Authenticate {
  return async (headers) => {
    const authorization = headers.get('authorization');
    if (authorization !== null) {
      const token = bearerToken(authorization);
      return token === null ? null : tokenCaller(db, token, now());
    }
    if (!headers.get('cookie')) return null;
    const session = await signIn.api.getSession({ headers });
    if (!session) return null;
    const { id, name, email } = session.user;
    return {
      user: { id, name, email },
      scope: 'ADMIN',
      memberships: await membershipsOf(db, id, null),
      boundToWorkspaceId: null,
    };
  };
}

async function tokenCaller(db: Db, token: string, now: Date): Promise<Caller | null> {
  const row = await db.apiToken.findUnique({
    where: { secretHash: hashToken(token) },
    include: { user: { select: { id: true, name: true, email: true } } },
  });
  if (!row || row.revokedAt || (row.expiresAt && row.expiresAt <= now)) return null;
  const usedBefore = new Date(now.getTime() - LAST_USED_STEP_MS);
  if (!row.lastUsedAt || row.lastUsedAt < usedBefore)
    await db.apiToken.updateMany({
      where: { id: row.id, OR: [{ lastUsedAt: null }, { lastUsedAt: { lt: usedBefore } }] },
      data: { lastUsedAt: now },
    });
  return {
    user: row.user,
    scope: row.scope,
    memberships: await membershipsOf(db, row.userId, row.workspaceId),
    boundToWorkspaceId: row.workspaceId,
  };
}

async function membershipsOf(db: Db, userId: string, only: string | null): Promise<Membership[]> {
  const rows = await db.member.findMany({
    where: { userId, ...(only === null ? {} : { workspaceId: only }) },
    select: { workspaceId: true, role: true, workspace: { select: { slug: true } } },
    orderBy: { since: 'asc' },
  });
  return rows.map(({ workspaceId, role, workspace }) => ({ workspaceId, role, slug: workspace.slug }));
}
