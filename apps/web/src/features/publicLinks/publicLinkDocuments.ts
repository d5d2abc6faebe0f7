import type { LinksOfQuery } from '../../gql/graphql.ts';
import { graphql } from '../../gql/index.ts';

/** Links to just these: to one experiment, or to a comparison of several. */
export const LINKS_OF = graphql(`
  query LinksOf($workspace: String!, $experimentIds: [ID!]!) {
    workspace(slug: $workspace) {
      id
      publicLinks(experimentIds: $experimentIds) {
        id
        url
        createdAt
        expiresAt
        createdBy {
          id
          name
        }
        subject {
          id
          ... on Comparison {
            title
          }
        }
      }
    }
  }
`);

export type MadeLink = NonNullable<LinksOfQuery['workspace']>['publicLinks'][number];

export const CREATE_LINK = graphql(`
  mutation CreatePublicLink($input: CreatePublicLinkInput!) {
    createPublicLink(input: $input) {
      link {
        id
      }
      problems {
        message
      }
    }
  }
`);

export const REVOKE_LINK = graphql(`
  mutation RevokePublicLink($input: IdInput!) {
    revokePublicLink(input: $input) {
      problems {
        message
      }
    }
  }
`);

/** What the link is of. */
export const VISIT = graphql(`
  query Visit {
    publicLink {
      id
      expiresAt
      subject {
        id
        ... on Experiment {
          number
          name
        }
        ... on Comparison {
          title
          state
          experiments {
            ...ExperimentRowParts
          }
        }
      }
    }
  }
`);

export const VISITED_EXPERIMENT = graphql(`
  query VisitedExperiment($id: ID!) {
    experiment(id: $id) {
      ...ExperimentParts
      tags
      notes
    }
  }
`);
