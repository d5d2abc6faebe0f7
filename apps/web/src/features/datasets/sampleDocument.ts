import type { SamplePageQuery } from '../../gql/graphql.ts';
import { graphql } from '../../gql/index.ts';

/** What a sample's page needs. */
export const SAMPLE = graphql(`
  query SamplePage($id: ID!, $datasetId: ID!) {
    sample: node(id: $id) {
      ... on Sample {
        id
        index
        fileName
        width
        height
        channelCount
        thumbnailUrl
        pixels {
          url
        }
        sources {
          fileName
          hdu
          plane
          channel
        }
        header {
          keyword
          value
          comment
        }
        hdus {
          index
          type
          name
          shape
          bitpix
          compression
        }
      }
    }
    dataset: node(id: $datasetId) {
      ... on Dataset {
        id
        name
        latestVersion {
          id
          number
        }
        versions(first: 200) {
          edges {
            node {
              id
              number
            }
          }
        }
      }
    }
  }
`);

export type SampleDetail = Extract<NonNullable<SamplePageQuery['sample']>, { header: unknown }>;

export const isSample = (node: SamplePageQuery['sample'] | undefined): node is SampleDetail =>
  node !== null && node !== undefined && 'header' in node;
