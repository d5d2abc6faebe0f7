import type { DbTransaction, Invitation, Role, Workspace } from '@asterism/db';
import { z } from 'zod';
import { managedWorkspaceIds } from '../../auth/caller.ts';
import { isOpen } from '../../auth/openInvitation.ts';
import { ownerById, ownerBySlug, workspaceNotFound } from '../../auth/permission.ts';
import { createInvitationToken } from '../../auth/token.ts';
import { rowId } from '../../builder.ts';
import type { Context } from '../../context.ts';
import { invitationLetter } from '../../mail/letters.ts';
import { done, notDone, type Outcome, problem, problemsOf } from '../../problem.ts';
import { recordDeeds } from '../audit/record.ts';

// A team is some dozens of people; more open invitations than this are not meant.
const OPEN_MAXIMUM = 200;
const DAY_MS = 24 * 3600 * 1000;

/** An invitation as its maker sees it, once. */
export interface IssuedInvitation extends Invitation {
  url: string;
  isMailed: boolean;
}

export interface InviteMemberValue {
  workspace: string;
  email?: string | null | undefined;
  role: Role;
  expiresInDays?: number | null | undefined;
}

const newInvitation = z.object({
  email: z.email().max(254).toLowerCase().nullish(),
  expiresInDays: z.int().min(1).max(30).nullish(),
});

/** The open invitations of a workspace, the newest first; none for whoever may not manage its people. */
export async function openInvitations(
  { services, caller }: Context,
  workspaceId: string,
): Promise<Invitation[]> {
  if (!managedWorkspaceIds(caller).includes(workspaceId)) return [];
  return services.db.invitation.findMany({
    where: { workspaceId, ...isOpen(services.now()) },
    orderBy: [{ createdAt: 'desc' }, { id: 'desc' }],
    take: OPEN_MAXIMUM,
  });
}

/**
 * Makes an invitation and mails it where it has an address and mail is set up. Problems: WORKSPACE_NOT_FOUND, an address
 * or a time that cannot be, ALREADY_MEMBER, ALREADY_INVITED, TOO_MANY. Throws FORBIDDEN for whoever is no owner.
 */
export async function inviteMember(
  context: Context,
  { workspace: slug, role, ...rest }: InviteMemberValue,
): Promise<Outcome<IssuedInvitation>> {
  const membership = ownerBySlug(context, slug);
  if (!membership) return notDone(workspaceNotFound(slug));
  const parsed = newInvitation.safeParse(rest);
  if (!parsed.success) return notDone(...problemsOf(parsed.error));
  const { caller, workspaceId } = membership;
  const { db, now, links, mail } = context.services;
  const email = parsed.data.email ?? null;
  const { token, tokenHash } = createInvitationToken();
  const made = await db.$transaction(async (tx): Promise<Outcome<Invitation & { workspace: Workspace }>> => {
    await tx.$executeRaw`SELECT 1 FROM "Workspace" WHERE id = ${workspaceId} FOR UPDATE`;
    const refused = await refusalOf(tx, { workspaceId, email, at: now() });
    if (refused) return notDone(refused);
    const invitation = await tx.invitation.create({
      data: {
        workspaceId,
        email,
        role,
        tokenHash,
        createdById: caller.user.id,
        createdAt: now(),
        expiresAt: new Date(now().getTime() + (parsed.data.expiresInDays ?? 7) * DAY_MS),
      },
      include: { workspace: true },
    });
    await recordDeeds(tx, caller, [
      {
        workspaceId,
        verb: 'invited',
        subjectType: 'Invitation',
        subjectId: invitation.id,
        sentence: `${caller.user.name} invited ${email ?? 'whoever has the link'} as ${role.toLowerCase()}.`,
        forOwners: true,
      },
    ]);
    return done(invitation);
  });
  if (!made.value) return made;
  const { workspace, ...invitation } = made.value;
  const url = links.invitation(token);
  const facts = { url, workspace: workspace.name, role, inviter: caller.user.name };
  const letter = email !== null && invitationLetter({ ...facts, email, expiresAt: invitation.expiresAt });
  // Where it cannot be mailed the owner hands the address on.
  const isMailed = letter && mail ? await mail.send(letter) : false;
  return done({ ...invitation, url, isMailed });
}

async function refusalOf(
  tx: DbTransaction,
  { workspaceId, email, at }: { workspaceId: string; email: string | null; at: Date },
) {
  if (email !== null) {
    const member = await tx.member.findFirst({ where: { workspaceId, user: { email } } });
    if (member) return problem('ALREADY_MEMBER', `${email} is in this workspace already.`, 'email');
    const open = await tx.invitation.findFirst({ where: { workspaceId, email, ...isOpen(at) } });
    if (open)
      return problem(
        'ALREADY_INVITED',
        `${email} has an open invitation. Revoke it to make another one.`,
        'email',
      );
  }
  const count = await tx.invitation.count({ where: { workspaceId, ...isOpen(at) } });
  if (count < OPEN_MAXIMUM) return null;
  return problem('TOO_MANY', `There are ${count} open invitations; revoke some before you make more.`);
}

/** Problems: INVITATION_NOT_FOUND, ALREADY_ACCEPTED. One that has run out or is revoked already stays as it is. */
export async function revokeInvitation(context: Context, globalId: string): Promise<Outcome<Invitation>> {
  const { db, now } = context.services;
  return db.$transaction(async (tx) => {
    const id = rowId('Invitation', globalId) ?? '';
    await tx.$executeRaw`SELECT 1 FROM "Invitation" WHERE id = ${id} FOR UPDATE`;
    const found = await tx.invitation.findUnique({ where: { id } });
    const membership = found && ownerById(context, found.workspaceId);
    if (!found || !membership)
      return notDone(problem('INVITATION_NOT_FOUND', 'There is no such invitation that you may see.', 'id'));
    if (found.acceptedAt)
      return notDone(
        problem('ALREADY_ACCEPTED', 'The invitation was accepted. Remove the member instead.', 'id'),
      );
    if (found.revokedAt) return done(found);
    const invitation = await tx.invitation.update({ where: { id }, data: { revokedAt: now() } });
    const { caller, workspaceId } = membership;
    await recordDeeds(tx, caller, [
      {
        workspaceId,
        verb: 'revoked',
        subjectType: 'Invitation',
        subjectId: id,
        sentence: `${caller.user.name} revoked the invitation of ${found.email ?? 'whoever has the link'}.`,
        forOwners: true,
      },
    ]);
    return done(invitation);
  });
}
