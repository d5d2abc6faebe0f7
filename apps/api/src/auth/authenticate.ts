import { type Db, Prisma, readRows, type TokenScope } from '@asterism/db';
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
      memberships: await membershipsOf(db, id),
      boundToWorkspaceId: null,
      credential: { kind: 'session', id: session.session.id, expiresAt: session.session.expiresAt },
    };
  };
}

interface TokenRow {
  tokenId: string;
  scope: TokenScope;
  boundTo: string | null;
  lastUsedAt: Date | null;
  expiresAt: Date | null;
  userId: string;
  name: string;
  email: string;
  memberships: Membership[];
}

// One statement: this runs before everything else on every request of a script.
async function tokenCaller(db: Db, token: string, now: Date): Promise<Caller | null> {
  const [row] = await readRows<TokenRow>(
    db,
    Prisma.sql`
    SELECT t.id AS "tokenId", t.scope::text AS scope, t."workspaceId" AS "boundTo", t."lastUsedAt", t."expiresAt",
           u.id AS "userId", u.name, u.email, ${MEMBERSHIPS} AS memberships
    FROM "ApiToken" t JOIN "User" u ON u.id = t."userId"
    WHERE t."secretHash" = ${hashToken(token)} AND t."revokedAt" IS NULL
      AND (t."expiresAt" IS NULL OR t."expiresAt" > ${now})`,
  );
  if (!row) return null;
  const usedBefore = new Date(now.getTime() - LAST_USED_STEP_MS);
  if (!row.lastUsedAt || row.lastUsedAt < usedBefore)
    await db.apiToken.updateMany({
      where: { id: row.tokenId, OR: [{ lastUsedAt: null }, { lastUsedAt: { lt: usedBefore } }] },
      data: { lastUsedAt: now },
    });
  const { userId: id, name, email, scope, memberships, boundTo, tokenId, expiresAt } = row;
  const seen = boundTo === null ? memberships : memberships.filter((m) => m.workspaceId === boundTo);
  return {
    user: { id, name, email },
    scope,
    memberships: seen,
    boundToWorkspaceId: boundTo,
    credential: { kind: 'token', id: tokenId, expiresAt },
  };
}

async function membershipsOf(db: Db, userId: string): Promise<Membership[]> {
  const [row] = await readRows<{ memberships: Membership[] }>(
    db,
    Prisma.sql`
    SELECT ${MEMBERSHIPS} AS memberships FROM "User" u WHERE u.id = ${userId}`,
  );
  return row?.memberships ?? [];
}

/** Of the user u, the oldest first. */
const MEMBERSHIPS = Prisma.sql`(
  SELECT coalesce(json_agg(json_build_object('workspaceId', m."workspaceId", 'role', m.role, 'slug', w.slug)
    ORDER BY m.since), '[]')
  FROM "Member" m JOIN "Workspace" w ON w.id = m."workspaceId" WHERE m."userId" = u.id)`;
