import type { EncodedImagesPageQuery, EncodingRowFragment } from '../../gql/graphql.ts';
import { graphql } from '../../gql/index.ts';

/** What the panel shows of an experiment: its newest encodings. */
export const ENCODINGS = graphql(`
  fragment ExperimentEncodings on Experiment {
    encodings(first: 20) {
      totalCount
      edges {
        node {
          ...EncodingRow
        }
      }
    }
  }
`);

export const ENCODING_ROW = graphql(`
  fragment EncodingRow on Encoding {
    id
    status
    progress
    createdAt
    createdBy {
      name
    }
    failure {
      code
      message
    }
    datasetVersion {
      number
      dataset {
        name
      }
    }
    images(first: 0) {
      totalCount
    }
    refusedCount
  }
`);

export const ENCODE = graphql(`
  mutation EncodeImagesHere($input: EncodeImagesInput!) {
    encodeImages(input: $input) {
      encoding {
        id
      }
      problems {
        code
        message
        path
      }
    }
  }
`);

/** Where the images of an encoding fall, the first ones. */
export const ENCODED_IMAGES = graphql(`
  query EncodedImagesPage($id: ID!, $first: Int!) {
    node(id: $id) {
      __typename
      ... on Encoding {
        id
        isElsewhere
        coordinates {
          url
        }
        names
        nearestClusters {
          id
          label
        }
        refused {
          name
          code
          message
          byteOffset
        }
        images(first: $first) {
          totalCount
          edges {
            node {
              id
              index
              name
              thumbnailUrl(size: 128)
              sample {
                id
              }
              cluster {
                id
                label
                isNoise
              }
              isFartherThanMembers
              place
              errorShare
              neighbours {
                distance
                sample {
                  id
                  index
                  fileName
                  thumbnailUrl(size: 64)
                }
              }
            }
          }
        }
      }
    }
  }
`);

/** Data set versions that may be encoded. */
export const VERSIONS = graphql(`
  query EncodableVersions($workspace: String!) {
    datasets(workspace: $workspace, first: 200) {
      edges {
        node {
          id
          name
          versions(first: 20) {
            edges {
              node {
                id
                number
                status
                sampleCount
                channelCount
              }
            }
          }
        }
      }
    }
  }
`);

export type EncodingRow = EncodingRowFragment;
export type EncodedImages = Extract<NonNullable<EncodedImagesPageQuery['node']>, { __typename: 'Encoding' }>;
export type EncodedImage = NonNullable<EncodedImages['images']>['edges'][number]['node'];
