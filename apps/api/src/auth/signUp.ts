import type { Db } from '@asterism/db';
import { APIError, createAuthMiddleware } from 'better-auth/api';
import { z } from 'zod';
import { findOpenInvitation, isInvited } from './openInvitation.ts';

export interface SignUpRules {
  db: Db;
  now: () => Date;
  /** Whoever the OpenID Connect provider knows may have an account, invited or not. */
  openIdSignUp: boolean;
}

const NEEDED = {
  code: 'INVITATION_NEEDED',
  message:
    'Accounts are made by invitation. Open the link of your invitation, and use the address it was sent to.',
};

const signUpBody = z.looseObject({
  invitation: z.string().max(200),
  email: z.string(),
  name: z.string().trim().min(1).max(120),
});

/**
 * Stands before the sign-up with a password: without an open invitation the answer is the same whether the address has
 * an account or not.
 */
export function signUpGuard({ db, now }: SignUpRules) {
  return createAuthMiddleware(async ({ path, body }) => {
    if (path !== '/sign-up/email') return;
    const asked = signUpBody.safeParse(body);
    if (!asked.success) throw new APIError('FORBIDDEN', NEEDED);
    const { email, invitation: token } = asked.data;
    const invitation = await findOpenInvitation(db, token, now());
    if (!invitation || (invitation.email !== null && invitation.email !== email.toLowerCase()))
      throw new APIError('FORBIDDEN', NEEDED);
  });
}

interface NewIdentity {
  user: { email?: string | null | undefined; emailVerified?: boolean | undefined };
  source: { action: string; method: string };
}

/** Refuses accounts that nobody asked for; a password's are looked at by signUpGuard. */
export async function refuseNewUser(
  { db, now, openIdSignUp }: SignUpRules,
  { user, source }: NewIdentity,
): Promise<{ error: string; errorDescription: string } | undefined> {
  if (source.action !== 'create-user' || source.method === 'email-password') return undefined;
  const mayBeMade =
    source.method === 'oauth' &&
    (openIdSignUp ||
      (user.emailVerified === true && !!user.email && (await isInvited(db, user.email, now()))));
  return mayBeMade ? undefined : { error: NEEDED.code, errorDescription: NEEDED.message };
}
