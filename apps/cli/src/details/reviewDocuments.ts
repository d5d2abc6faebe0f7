import { graphql } from '../gql/index.ts';

export const REVIEW = graphql(`
  query ReviewDetails($id: ID!) {
    node(id: $id) {
      ... on Review {
        id
        status
        createdAt
        closedAt
        createdBy {
          name
        }
        cluster {
          id
          label
          size
          isToldApart
          toldApartReason
        }
        reviewers
        kappa
        kappaLow
        kappaHigh
        kappaMissing
        accuracy
        accuracyLow
        accuracyHigh
      }
    }
  }
`);
