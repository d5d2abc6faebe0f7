import type { InvitedQuery } from '../../gql/graphql.ts';
import { graphql } from '../../gql/index.ts';

/** Who invites to what, who is there already, and how one may come in. */
export const INVITED = graphql(`
  query Invited($token: String!) {
    invitation(token: $token) {
      status
      workspaceName
      role
      invitedBy
      email
      expiresAt
    }
    viewer {
      user {
        id
        name
        email
      }
    }
    signInMethods {
      openIdConnect {
        name
      }
    }
  }
`);

export type Notice = InvitedQuery['invitation'];
