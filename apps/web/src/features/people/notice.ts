import type { Role } from '../../gql/graphql.ts';
import type { Notice } from './invitationDocument.ts';

/** What a role lets somebody do. */
export const MAY: Record<Role, string> = {
  VIEWER: 'look at everything',
  EDITOR: 'look at everything and work',
  OWNER: 'look at everything, work, and manage people',
};

/** Why an invitation lets nobody in, and what to do; null where it does. */
export function closedReason({ status, invitedBy, workspaceName }: Notice): string | null {
  const whom = invitedBy ?? 'an owner of the workspace';
  const to = workspaceName ? ` to ${workspaceName}` : '';
  switch (status) {
    case 'OPEN':
      return null;
    case 'ACCEPTED':
      return `This invitation${to} was accepted before, and works once. If it was you, sign in; else ask ${whom} for another one.`;
    case 'EXPIRED':
      return `This invitation${to} has run out. Ask ${whom} for another one.`;
    case 'REVOKED':
      return 'This invitation was revoked. Ask whoever sent it for another one.';
    case 'NOT_FOUND':
      return 'There is no such invitation. Open the whole link that you were given.';
  }
}
