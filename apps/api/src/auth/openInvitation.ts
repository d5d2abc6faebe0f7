import type { Db, DbTransaction, Invitation } from '@asterism/db';
import { hashToken } from './token.ts';

/** The invitation of that token where it can still be accepted, else null. */
export async function findOpenInvitation(
  db: Db | DbTransaction,
  token: string,
  now: Date,
): Promise<Invitation | null> {
  return db.invitation.findFirst({ where: { tokenHash: hashToken(token), ...isOpen(now) } });
}

/** Whether somebody invited that address. */
export async function isInvited(db: Db, email: string, now: Date): Promise<boolean> {
  const found = await db.invitation.findFirst({
    where: { email: email.toLowerCase(), ...isOpen(now) },
    select: { id: true },
  });
  return found !== null;
}

/** Neither accepted nor revoked, and not run out. */
export const isOpen = (now: Date) => ({ acceptedAt: null, revokedAt: null, expiresAt: { gt: now } });
