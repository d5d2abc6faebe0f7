import { graphql } from '../gql/index.ts';

export const OBSERVATION = graphql(`
  query ObservationDetails($id: ID!) {
    node(id: $id) {
      ... on Observation {
        id
        subject {
          __typename
          id
        }
        revision
        updatedAt
        authors {
          id
          name
        }
        fields {
          label
          confidence
          kind
          tags
          representatives {
            id
            index
          }
          counterExamples {
            id
            index
          }
        }
        missingMembers {
          id
          index
        }
        markdown
      }
    }
  }
`);

export const REVISION = graphql(`
  query RevisionDetails($id: ID!) {
    node(id: $id) {
      ... on Revision {
        id
        number
        name
        at
        authors {
          id
          name
        }
        markdown
      }
    }
  }
`);
