import { type DbTransaction, type Member, notifyAccessChange, type Role, type Workspace } from '@asterism/db';
import { type Caller, membershipById, membershipBySlug } from '../../auth/caller.ts';
import { ownerBySlug, workspaceNotFound } from '../../auth/permission.ts';
import { rowId } from '../../builder.ts';
import type { Context } from '../../context.ts';
import { refusal } from '../../errors.ts';
import { done, notDone, type Outcome, problem } from '../../problem.ts';
import { recordDeeds } from '../audit/record.ts';

/** Who is in the workspace, the oldest first; nobody where the caller is not in it any more. */
export async function membersOf({ caller, loaders }: Context, workspaceId: string): Promise<Member[]> {
  return membershipById(caller, workspaceId) ? loaders.members.load(workspaceId) : [];
}

/**
 * Gives a member another role; an owner may make another one owner and then step back. Problems: WORKSPACE_NOT_FOUND,
 * MEMBER_NOT_FOUND, LAST_OWNER. Throws FORBIDDEN for whoever is no owner.
 */
export async function changeRole(
  context: Context,
  { workspace: slug, userId, role }: { workspace: string; userId: string; role: Role },
): Promise<Outcome<Workspace>> {
  const membership = ownerBySlug(context, slug);
  if (!membership) return notDone(workspaceNotFound(slug));
  const { caller, workspaceId } = membership;
  return context.services.db.$transaction(async (tx) => {
    const workspace = await lockWorkspace(tx, workspaceId);
    const member = await findMember(tx, workspaceId, userId);
    if (!member) return notDone(memberNotFound());
    if (member.role === role) return done(workspace);
    if (await isLastOwner(tx, member)) return notDone(lastOwner());
    await tx.member.update({
      where: { workspaceId_userId: { workspaceId, userId: member.userId } },
      data: { role },
    });
    if (member.role === 'OWNER') await revokeInvitationsOf(tx, member, context.services.now());
    await recordDeeds(tx, caller, [
      {
        workspaceId,
        verb: 'changed role',
        subjectType: 'User',
        subjectId: member.userId,
        sentence: `${caller.user.name} made ${member.user.name} ${role.toLowerCase()} instead of ${member.role.toLowerCase()}.`,
        forOwners: true,
      },
    ]);
    await notifyAccessChange(tx, { userId: member.userId });
    // The rest of this operation sees the new role.
    const own = member.userId === caller.user.id ? membershipById(caller, workspaceId) : null;
    if (own) own.role = role;
    return done(workspace);
  });
}

/**
 * Takes a member out of the workspace, with the tokens that are bound to it; what they made stays. Anybody may take
 * themselves out. Problems: WORKSPACE_NOT_FOUND, MEMBER_NOT_FOUND, LAST_OWNER. Throws FORBIDDEN where somebody who is no
 * owner names another one.
 */
export async function removeMember(
  context: Context,
  { workspace: slug, userId }: { workspace: string; userId: string },
): Promise<Outcome<Workspace>> {
  const { caller, services } = context;
  const isSelf = caller !== null && rowId('User', userId) === caller.user.id;
  const membership = isSelf ? selfBySlug(caller, slug) : ownerBySlug(context, slug);
  if (!membership) return notDone(workspaceNotFound(slug));
  const { workspaceId, caller: actor } = membership;
  return services.db.$transaction(async (tx) => {
    const workspace = await lockWorkspace(tx, workspaceId);
    const member = await findMember(tx, workspaceId, userId);
    if (!member) return notDone(memberNotFound());
    if (await isLastOwner(tx, member)) return notDone(lastOwner());
    await tx.member.delete({ where: { workspaceId_userId: { workspaceId, userId: member.userId } } });
    const revoked = { revokedAt: services.now() };
    await tx.apiToken.updateMany({
      where: { userId: member.userId, workspaceId, revokedAt: null },
      data: revoked,
    });
    await revokeInvitationsOf(tx, member, services.now());
    await recordDeeds(tx, actor, [
      {
        workspaceId,
        verb: isSelf ? 'left' : 'removed',
        subjectType: 'User',
        subjectId: member.userId,
        sentence: isSelf
          ? `${member.user.name} left the workspace.`
          : `${actor.user.name} removed ${member.user.name} (${member.role.toLowerCase()}).`,
        forOwners: true,
      },
    ]);
    await notifyAccessChange(tx, { userId: member.userId });
    if (isSelf) actor.memberships = actor.memberships.filter((own) => own.workspaceId !== workspaceId);
    return done(workspace);
  });
}

function selfBySlug(caller: Caller, slug: string) {
  const membership = membershipBySlug(caller, slug);
  if (!membership) return null;
  if (caller.scope !== 'ADMIN') throw refusal.notAdministering();
  return { ...membership, caller };
}

/** One change of a workspace's people at a time: two owners who step back together would leave none. */
async function lockWorkspace(tx: DbTransaction, id: string): Promise<Workspace> {
  await tx.$executeRaw`SELECT 1 FROM "Workspace" WHERE id = ${id} FOR UPDATE`;
  return tx.workspace.findUniqueOrThrow({ where: { id } });
}

async function findMember(tx: DbTransaction, workspaceId: string, userId: string) {
  return tx.member.findUnique({
    where: { workspaceId_userId: { workspaceId, userId: rowId('User', userId) ?? '' } },
    include: { user: { select: { name: true } } },
  });
}

async function isLastOwner(tx: DbTransaction, { workspaceId, role }: Member): Promise<boolean> {
  return role === 'OWNER' && (await tx.member.count({ where: { workspaceId, role: 'OWNER' } })) === 1;
}

/** Whoever may invite no longer still knows the addresses of invitations that they made: no way back in. */
async function revokeInvitationsOf(
  tx: DbTransaction,
  { workspaceId, userId }: Member,
  at: Date,
): Promise<void> {
  await tx.invitation.updateMany({
    where: { workspaceId, createdById: userId, acceptedAt: null, revokedAt: null },
    data: { revokedAt: at },
  });
}

const memberNotFound = () =>
  problem(
    'MEMBER_NOT_FOUND',
    'There is no such member in this workspace; take the id from its members.',
    'userId',
  );

const lastOwner = () =>
  problem('LAST_OWNER', 'A workspace needs an owner. Make somebody else an owner first.', 'userId');
