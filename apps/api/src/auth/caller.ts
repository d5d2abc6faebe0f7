import type { Role, TokenScope, User } from '@asterism/db';

export interface Membership {
  workspaceId: string;
  slug: string;
  role: Role;
}

/** Who is asking, and what they may do. A session has the scope ADMIN; a token has its own. */
export interface Caller {
  user: Pick<User, 'id' | 'name' | 'email'>;
  scope: TokenScope;
  /** Of a token bound to one workspace: that one alone. */
  memberships: Membership[];
  /** The workspace that the token is bound to. */
  boundToWorkspaceId: string | null;
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

export function mayWrite({ role }: Membership): boolean {
  return role !== 'VIEWER';
}
