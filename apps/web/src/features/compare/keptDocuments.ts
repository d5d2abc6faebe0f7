import type { KeptComparisonQuery } from '../../gql/graphql.ts';
import { graphql } from '../../gql/index.ts';

export const KEPT_COMPARISON = graphql(`
  query KeptComparison($id: ID!) {
    node(id: $id) {
      ... on Comparison {
        id
        title
        text
        createdAt
        createdBy {
          id
          name
        }
        experiments {
          id
        }
      }
    }
  }
`);

export const KEPT_COMPARISONS = graphql(`
  query KeptComparisons($workspace: String!) {
    comparisons(workspace: $workspace, first: 200) {
      totalCount
      edges {
        node {
          id
          title
          text
          state
          createdAt
          createdBy {
            id
            name
          }
          experiments {
            id
            number
          }
        }
      }
    }
  }
`);

export const SAVE_COMPARISON = graphql(`
  mutation SaveComparison($input: SaveComparisonInput!) {
    saveComparison(input: $input) {
      comparison {
        id
      }
      problems {
        message
      }
    }
  }
`);

export const DELETE_COMPARISON = graphql(`
  mutation DeleteComparison($id: ID!) {
    deleteComparison(input: { id: $id }) {
      comparison {
        id
      }
      problems {
        message
      }
    }
  }
`);

/** One that was kept under a title. */
export type KeptComparison = Extract<NonNullable<KeptComparisonQuery['node']>, { title: string }>;
