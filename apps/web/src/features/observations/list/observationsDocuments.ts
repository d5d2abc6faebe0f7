import { graphql } from '../../../gql/index.ts';

export const OBSERVATIONS = graphql(`
  query ObservationList($workspace: String!, $filter: ObservationFilter, $first: Int!, $after: String) {
    observations(workspace: $workspace, filter: $filter, first: $first, after: $after) {
      totalCount
      edges {
        node {
          id
          markdown
          updatedAt
          authors {
            id
            name
          }
          fields {
            label
            kind
            confidence
            tags
          }
          missingMembers {
            id
          }
          subject {
            __typename
            ... on Cluster {
              id
              label
              experiment {
                id
                number
                name
              }
            }
            ... on Experiment {
              id
              number
              name
            }
            ... on Study {
              id
              studyName: name
            }
            ... on Comparison {
              id
              title
              state
              experiments {
                id
                number
              }
            }
          }
        }
      }
      pageInfo {
        hasNextPage
        endCursor
      }
    }
  }
`);

export const STUDY_NAME = graphql(`
  query StudyName($id: ID!) {
    node(id: $id) {
      ... on Study {
        id
        name
      }
    }
  }
`);

export const EXPERIMENT_NUMBERED = graphql(`
  query ExperimentNumbered($workspace: String!, $number: Int!) {
    experiments(workspace: $workspace, filter: { numbers: [$number] }, first: 1) {
      edges {
        node {
          id
        }
      }
    }
  }
`);
