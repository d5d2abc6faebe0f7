import type { Context } from '../context.ts';
import { refusal } from '../errors.ts';
import { problem } from '../problem.ts';
import { type Caller, type Membership, mayWrite, membershipById, membershipBySlug } from './caller.ts';

// Services ask here before they change anything. A workspace that the caller may not see is the same as none.

/** The membership by which the caller may change the workspace, or null where there is none that they may see. Throws FORBIDDEN for a viewer. */
export function editorBySlug({ caller }: Context, slug: string): (Membership & { caller: Caller }) | null {
  return editor(caller, membershipBySlug(caller, slug));
}

export function editorById(
  { caller }: Context,
  workspaceId: string,
): (Membership & { caller: Caller }) | null {
  return editor(caller, membershipById(caller, workspaceId));
}

/**
 * The membership by which the caller may manage the people of the workspace, or null where there is none that they may
 * see. Throws FORBIDDEN for whoever is no owner, and for a token that is not of scope ADMIN.
 */
export function ownerBySlug({ caller }: Context, slug: string): (Membership & { caller: Caller }) | null {
  return owner(caller, membershipBySlug(caller, slug));
}

export function ownerById(
  { caller }: Context,
  workspaceId: string,
): (Membership & { caller: Caller }) | null {
  return owner(caller, membershipById(caller, workspaceId));
}

function owner(
  caller: Caller | null,
  membership: Membership | null,
): (Membership & { caller: Caller }) | null {
  if (!caller || !membership) return null;
  if (caller.scope !== 'ADMIN') throw refusal.notAdministering();
  if (membership.role !== 'OWNER') throw refusal.notOwner(membership.slug);
  return { ...membership, caller };
}

function editor(
  caller: Caller | null,
  membership: Membership | null,
): (Membership & { caller: Caller }) | null {
  if (!caller || !membership) return null;
  if (caller.scope === 'READ') throw refusal.readOnlyToken();
  if (!mayWrite(membership)) throw refusal.readOnlyRole(membership.slug);
  return { ...membership, caller };
}

export const workspaceNotFound = (slug: string) =>
  problem(
    'WORKSPACE_NOT_FOUND',
    `There is no workspace ${JSON.stringify(slug)} that you may see.`,
    'workspace',
  );
