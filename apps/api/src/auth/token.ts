import { createHash, randomBytes } from 'node:crypto';

const PREFIX = 'ast_';
const INVITATION_PREFIX = 'asi_';
const TOKEN = /^ast_[A-Za-z0-9_-]{43}$/;

export interface NewToken {
  /** Shown once, never stored. */
  secret: string;
  secretHash: string;
}

/** A new API token's secret: 32 random bytes behind a prefix by which leaked ones are found. */
export function createTokenSecret(): NewToken {
  const secret = `${PREFIX}${randomBytes(32).toString('base64url')}`;
  return { secret, secretHash: hashToken(secret) };
}

/** The token of a new invitation, which is shown once in its address. */
export function createInvitationToken(): { token: string; tokenHash: string } {
  const token = `${INVITATION_PREFIX}${randomBytes(32).toString('base64url')}`;
  return { token, tokenHash: hashToken(token) };
}

export function hashToken(secret: string): string {
  return createHash('sha256').update(secret).digest('hex');
}

/** The token in an Authorization header, or null where there is none of ours. */
export function bearerToken(authorization: string | null | undefined): string | null {
  const token = /^Bearer +(\S+)$/i.exec(authorization ?? '')?.[1];
  return token && TOKEN.test(token) ? token : null;
}
