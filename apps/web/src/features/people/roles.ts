import type { Role } from '../../gql/graphql.ts';

export const ROLES = ['VIEWER', 'EDITOR', 'OWNER'] as const satisfies readonly Role[];

export const roleName = (role: Role): string => role[0] + role.slice(1).toLowerCase();
