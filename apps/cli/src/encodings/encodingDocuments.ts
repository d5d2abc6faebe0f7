import type { EncodingStateQuery } from '../gql/graphql.ts';
import { graphql } from '../gql/index.ts';

export const ENCODE_IMAGES = graphql(`
  mutation EncodeImages($input: EncodeImagesInput!) {
    encodeImages(input: $input) {
      encoding {
        id
      }
      problems {
        code
        message
      }
    }
  }
`);

export const ENCODING_STATE = graphql(`
  query EncodingState($id: ID!) {
    node(id: $id) {
      __typename
      ... on Encoding {
        status
        progress
        isElsewhere
        failure {
          code
          message
        }
        experiment {
          number
        }
        latents {
          url
          shape
        }
        refused {
          name
          code
          message
          byteOffset
        }
      }
    }
  }
`);

export const ENCODED_IMAGES = graphql(`
  query EncodedImages($id: ID!, $after: String) {
    node(id: $id) {
      __typename
      ... on Encoding {
        images(first: 200, after: $after) {
          pageInfo {
            hasNextPage
            endCursor
          }
          edges {
            node {
              name
              cluster {
                label
              }
              distance
              shareNearer
              isFartherThanMembers
              place
              neighbours {
                distance
                sample {
                  index
                  fileName
                }
              }
              reconstructionError
              errorShare
            }
          }
        }
      }
    }
  }
`);

export type EncodingState = Extract<NonNullable<EncodingStateQuery['node']>, { __typename: 'Encoding' }>;
