import { createHash } from 'node:crypto';
import type { Caller } from '../../auth/caller.ts';

/** Whose allowance is used: a token's, or that of all sessions of a user. */
export function callerKey(caller: Caller, authorization: string | undefined): string {
  if (authorization === undefined) return `session:${caller.user.id}`;
  return `token:${createHash('sha256').update(authorization).digest('base64url')}`;
}
