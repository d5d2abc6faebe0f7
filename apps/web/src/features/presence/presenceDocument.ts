import type { WhoIsHereSubscription } from '../../gql/graphql.ts';
import { graphql } from '../../gql/index.ts';

/** Who has the workspace open; as long as it is open, whoever asks is here too, on that page. */
export const WHO_IS_HERE = graphql(`
  subscription WhoIsHere($workspace: String!, $page: PresentPageInput!) {
    presence(workspace: $workspace, page: $page) {
      count
      members {
        user {
          id
          name
        }
        path
        title
      }
    }
  }
`);

export type Presence = WhoIsHereSubscription['presence'];
export type PresentMember = Presence['members'][number];
