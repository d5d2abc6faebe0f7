import { type DbTransaction, type Invitation, notifyAccessChange, type Workspace } from '@asterism/db';
import type { Caller } from '../../auth/caller.ts';
import { hashToken } from '../../auth/token.ts';
import type { Context } from '../../context.ts';
import { refusal } from '../../errors.ts';
import { done, notDone, type Outcome, type Problem, problem } from '../../problem.ts';
import { recordDeeds } from '../audit/record.ts';

/**
 * Makes the caller a member with the invitation's role, once. Problems: INVITATION_NOT_FOUND, REVOKED, EXPIRED,
 * ALREADY_ACCEPTED, WRONG_ADDRESS, ALREADY_MEMBER (the invitation stays open). Throws FORBIDDEN for a token that is bound
 * to a workspace.
 */
export async function acceptInvitation(
  { services: { db, now }, caller }: Context,
  token: string,
): Promise<Outcome<Workspace>> {
  if (!caller) throw refusal.unauthenticated();
  if (caller.boundToWorkspaceId) throw refusal.workspaceToken();
  const tokenHash = hashToken(token);
  const accepted = await db.$transaction(
    async (tx): Promise<Outcome<{ workspace: Workspace; invitation: Invitation }>> => {
      // Whoever comes second waits here and finds it accepted.
      await tx.$executeRaw`SELECT 1 FROM "Invitation" WHERE "tokenHash" = ${tokenHash} FOR UPDATE`;
      const invitation = await tx.invitation.findUnique({
        where: { tokenHash },
        include: { workspace: true },
      });
      const refused = refusalOf(invitation, caller, now());
      if (!invitation || refused) return notDone(refused ?? notFound());
      const { workspace, workspaceId, role } = invitation;
      // Two invitations of one person, accepted at once, make them a member once.
      const { count } = await tx.member.createMany({
        data: [{ workspaceId, userId: caller.user.id, role, since: now() }],
        skipDuplicates: true,
      });
      if (count === 0)
        return notDone(problem('ALREADY_MEMBER', 'You are in this workspace already.', 'token'));
      await tx.invitation.update({
        where: { tokenHash },
        data: { acceptedAt: now(), acceptedById: caller.user.id },
      });
      await record(tx, caller, invitation);
      return done({ workspace, invitation });
    },
  );
  if (!accepted.value) return accepted;
  const { workspace, invitation } = accepted.value;
  // The rest of this operation sees the workspace.
  caller.memberships.push({ workspaceId: workspace.id, slug: workspace.slug, role: invitation.role });
  return done(workspace);
}

function refusalOf(invitation: Invitation | null, { user }: Caller, at: Date): Problem | null {
  if (!invitation) return notFound();
  const { acceptedAt, revokedAt, expiresAt, email } = invitation;
  if (acceptedAt)
    return problem('ALREADY_ACCEPTED', 'The invitation was accepted before. Ask for another one.', 'token');
  if (revokedAt) return problem('REVOKED', 'The invitation was revoked. Ask for another one.', 'token');
  if (expiresAt <= at) return problem('EXPIRED', 'The invitation has run out. Ask for another one.', 'token');
  if (email !== null && email !== user.email.toLowerCase())
    return problem(
      'WRONG_ADDRESS',
      'The invitation is for another address. Sign in with the one that it was sent to.',
      'token',
    );
  return null;
}

async function record(
  tx: DbTransaction,
  caller: Caller,
  { id, workspaceId, role }: Invitation,
): Promise<void> {
  await recordDeeds(tx, caller, [
    {
      workspaceId,
      verb: 'joined',
      subjectType: 'Invitation',
      subjectId: id,
      sentence: `${caller.user.name} joined as ${role.toLowerCase()}.`,
      forOwners: true,
    },
  ]);
  await notifyAccessChange(tx, { userId: caller.user.id });
}

const notFound = () =>
  problem(
    'INVITATION_NOT_FOUND',
    'There is no such invitation. Open the whole link that you were given.',
    'token',
  );
