import { type ApiToken, type DbTransaction, notifyAccessChange, type TokenScope } from '@asterism/db';
import { z } from 'zod';
import { type Caller, membershipBySlug } from '../../auth/caller.ts';
import { workspaceNotFound } from '../../auth/permission.ts';
import { createTokenSecret } from '../../auth/token.ts';
import { rowId } from '../../builder.ts';
import type { Context } from '../../context.ts';
import { refusal } from '../../errors.ts';
import { done, notDone, type Outcome, type Problem, problem, problemsOf } from '../../problem.ts';
import { type Deed, recordDeeds } from '../audit/record.ts';

const TOKENS_MAXIMUM = 100;
const DAY_MS = 24 * 3600 * 1000;

export interface IssuedToken {
  token: ApiToken;
  /** Null where the token was there before. */
  secret: string | null;
}

export interface CreateApiTokenValue {
  name: string;
  scope: TokenScope;
  workspace?: string | null | undefined;
  expiresInDays?: number | null | undefined;
}

const newToken = z.object({
  name: z.string().trim().min(1).max(120),
  expiresInDays: z.int().min(1).max(3650).nullish(),
});

/** Which tokens the caller may see: their own, and of a token that is bound to a workspace those of that one. */
export const ownTokens = (caller: Caller | null) => ({
  userId: caller?.user.id ?? '',
  ...(caller?.boundToWorkspaceId ? { workspaceId: caller.boundToWorkspaceId } : {}),
});

/** The caller's tokens that are not revoked, the newest first; those that have run out among them. */
export async function viewerTokens({ services, caller }: Context): Promise<ApiToken[]> {
  return services.db.apiToken.findMany({
    where: { ...ownTokens(caller), revokedAt: null },
    orderBy: [{ createdAt: 'desc' }, { id: 'desc' }],
    take: TOKENS_MAXIMUM,
  });
}

/**
 * Makes a token of the caller's. What it may do is bounded by its scope and, each time it is used, by its user's role.
 * One made by another token is bound to the same workspace and does not outlive it. Problems: a name or time that cannot
 * be, WORKSPACE_NOT_FOUND, OUTLIVES_TOKEN, TOO_MANY.
 */
export async function createApiToken(
  { services: { db, now }, caller }: Context,
  { scope, workspace: slug, ...rest }: CreateApiTokenValue,
): Promise<Outcome<IssuedToken>> {
  if (!caller) throw refusal.unauthenticated();
  const parsed = newToken.safeParse(rest);
  if (!parsed.success) return notDone(...problemsOf(parsed.error));
  if (caller.boundToWorkspaceId && slug == null) throw refusal.workspaceToken();
  const membership = slug == null ? null : membershipBySlug(caller, slug);
  if (slug != null && !membership) return notDone(workspaceNotFound(slug));
  const { name, expiresInDays } = parsed.data;
  const expiry = expiryOf(caller, expiresInDays ?? null, now());
  if (!('expiresAt' in expiry)) return notDone(expiry);
  const { secret, secretHash } = createTokenSecret();
  return db.$transaction(async (tx) => {
    await tx.$executeRaw`SELECT 1 FROM "User" WHERE id = ${caller.user.id} FOR UPDATE`;
    const count = await tx.apiToken.count({ where: { userId: caller.user.id, revokedAt: null } });
    if (count >= TOKENS_MAXIMUM)
      return notDone(problem('TOO_MANY', `You have ${count} tokens; revoke some before you make more.`));
    const token = await tx.apiToken.create({
      data: {
        name,
        scope,
        secretHash,
        userId: caller.user.id,
        workspaceId: membership?.workspaceId ?? null,
        createdAt: now(),
        ...expiry,
      },
    });
    await recordDeeds(tx, caller, deedsOf(caller, token, 'made'));
    return done({ token, secret });
  });
}

function expiryOf(caller: Caller, days: number | null, at: Date): { expiresAt: Date | null } | Problem {
  const { kind, expiresAt: limit } = caller.credential;
  const asked = days === null ? null : new Date(at.getTime() + days * DAY_MS);
  if (kind === 'session' || !limit) return { expiresAt: asked };
  if (!asked) return { expiresAt: limit };
  return asked <= limit
    ? { expiresAt: asked }
    : problem(
        'OUTLIVES_TOKEN',
        `The token that you use ends at ${limit.toISOString()}; one that it makes cannot live longer.`,
        'expiresInDays',
      );
}

/** Ends a token at once, for connections that are open too. Problems: TOKEN_NOT_FOUND. */
export async function revokeApiToken(
  { services: { db, now }, caller }: Context,
  globalId: string,
): Promise<Outcome<IssuedToken>> {
  if (!caller) throw refusal.unauthenticated();
  return db.$transaction(async (tx) => {
    const token = await tx.apiToken.findFirst({
      where: { ...ownTokens(caller), id: rowId('ApiToken', globalId) ?? '' },
    });
    if (!token)
      return notDone(
        problem('TOKEN_NOT_FOUND', 'There is no such token of yours; take the id from viewer.', 'id'),
      );
    if (token.revokedAt) return done({ token, secret: null });
    const revoked = await revoke(tx, token, now());
    await recordDeeds(tx, caller, deedsOf(caller, token, 'revoked'));
    return done({ token: revoked, secret: null });
  });
}

async function revoke(tx: DbTransaction, { id, userId }: ApiToken, at: Date): Promise<ApiToken> {
  await tx.apiToken.updateMany({ where: { id, revokedAt: null }, data: { revokedAt: at } });
  await notifyAccessChange(tx, { userId });
  return tx.apiToken.findUniqueOrThrow({ where: { id } });
}

/** In the trail of every workspace that the token opens. */
function deedsOf({ user, memberships }: Caller, token: ApiToken, verb: 'made' | 'revoked'): Deed[] {
  const { id: subjectId, name, scope, workspaceId } = token;
  const reached = workspaceId ? [workspaceId] : memberships.map((membership) => membership.workspaceId);
  const sentence = `${user.name} ${verb} the API token ${JSON.stringify(name)} (${scope.toLowerCase()}).`;
  return reached.map((id) => ({
    workspaceId: id,
    verb,
    subjectType: 'ApiToken',
    subjectId,
    sentence,
    forOwners: true,
  }));
}
