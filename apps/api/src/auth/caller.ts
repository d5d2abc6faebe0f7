import type { Role, TokenScope, User } from '@asterism/db';

export interface Membership {
  workspaceId: string;
  slug: string;
  role: Role;
}

/** By what a caller is known. */
export interface Credential {
  kind: 'session' | 'token';
  /** Of its row. */
  id: string;
  expiresAt: Date | null;
}

/** Who is asking, and what they may do. A session has the scope ADMIN; a token has its own. */
export interface Caller {
  user: Pick<User, 'id' | 'name' | 'email'>;
  scope: TokenScope;
  /** Of a token bound to one workspace: that one alone. */
  memberships: Membership[];
  /** The workspace that the token is bound to. */
  boundToWorkspaceId: string | null;
  credential: Credential;
}

export function workspaceIds(caller: Caller | null): string[] {
  return caller?.memberships.map((m) => m.workspaceId) ?? [];
}

export function membershipBySlug(caller: Caller | null, slug: string): Membership | null {
  return caller?.memberships.find((m) => m.slug === slug) ?? null;
}

export function membershipById(caller: Caller | null, workspaceId: string): Membership | null {
  return caller?.memberships.find((m) => m.workspaceId === workspaceId) ?? null;
}

/** The API token that is used, or null for a session. */
export function tokenIdOf({ credential }: Caller): string | null {
  return credential.kind === 'token' ? credential.id : null;
}

/** Ids of the workspaces whose people the caller may manage: an owner by a session or a token of scope ADMIN. */
export function managedWorkspaceIds(caller: Caller | null): string[] {
  if (caller?.scope !== 'ADMIN') return [];
  return caller.memberships.flatMap(({ role, workspaceId }) => (role === 'OWNER' ? [workspaceId] : []));
}

export function mayWrite({ role }: Membership): boolean {
  return role !== 'VIEWER';
}
