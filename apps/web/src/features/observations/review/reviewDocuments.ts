import type { BlindReviewQuery, ClusterReviewsQuery } from '../../../gql/graphql.ts';
import { graphql } from '../../../gql/index.ts';

export const REVIEW_FIGURES = graphql(`
  fragment ReviewFigures on Review {
    id
    status
    createdAt
    closedAt
    createdBy {
      id
      name
    }
    reviewers
    mayReadWords
    kappa
    kappaLow
    kappaHigh
    kappaMissing
    accuracy
    accuracyLow
    accuracyHigh
  }
`);

/** All that a reviewer sees; none of it was written by people. `examples` are more than are shown, since some may be asked about. */
export const BLIND_REVIEW = graphql(`
  query BlindReview($id: ID!) {
    node(id: $id) {
      __typename
      ... on Review {
        ...ReviewFigures
        items {
          answer
          isMember
          sample {
            id
            index
            fileName
            thumbnailUrl(size: 512)
          }
        }
        cluster {
          id
          label
          experiment {
            id
            number
            name
          }
          examples: members(first: 120, order: MIDDLE_FIRST) {
            edges {
              node {
                id
                thumbnailUrl(size: 128)
              }
            }
          }
        }
      }
    }
  }
`);

export const CLUSTER_REVIEWS = graphql(`
  query ClusterReviews($id: ID!) {
    node(id: $id) {
      ... on Cluster {
        id
        isNoise
        isToldApart
        toldApartReason
        reviews {
          ...ReviewFigures
          items {
            answer
          }
        }
      }
    }
  }
`);

export const CREATE_REVIEW = graphql(`
  mutation CreateReview($input: CreateReviewInput!) {
    createReview(input: $input) {
      review {
        id
      }
      problems {
        code
        message
      }
    }
  }
`);

export const ANSWER_REVIEW = graphql(`
  mutation AnswerReview($input: AnswerReviewInput!) {
    answerReview(input: $input) {
      review {
        id
      }
      problems {
        code
        message
      }
    }
  }
`);

export const CLOSE_REVIEW = graphql(`
  mutation CloseReview($input: IdInput!) {
    closeReview(input: $input) {
      review {
        id
        status
      }
      problems {
        code
        message
      }
    }
  }
`);

export type ShownReview = Extract<NonNullable<BlindReviewQuery['node']>, { __typename: 'Review' }>;
type ReviewedCluster = Extract<NonNullable<ClusterReviewsQuery['node']>, { reviews: unknown }>;
export type ListedReview = ReviewedCluster['reviews'][number];
