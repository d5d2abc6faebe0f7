import { graphql } from '../gql/index.ts';

export const DATASET = graphql(`
  query DatasetDetails($id: ID!) {
    node(id: $id) {
      ... on Dataset {
        id
        name
        description
        createdAt
        latestVersion {
          id
          number
          status
          sampleCount
        }
      }
    }
  }
`);

export const DATASET_VERSION = graphql(`
  query DatasetVersionDetails($id: ID!) {
    node(id: $id) {
      ... on DatasetVersion {
        id
        number
        dataset {
          id
          name
        }
        status
        progress
        sampleCount
        channelCount
        height
        width
        contentHash
        refused {
          name
          code
          message
          byteOffset
        }
        catalogue {
          name
          type
          unit
          matched
        }
        channelReport {
          keep
          summary
        }
      }
    }
  }
`);

export const SAMPLE = graphql(`
  query SampleDetails($id: ID!) {
    node(id: $id) {
      ... on Sample {
        id
        index
        fileName
        contentHash
        channelCount
        height
        width
        sources {
          channel
          fileName
          hdu
          plane
        }
        alignment {
          x
          y
          angleDegrees
          axisRatio
          tiltDegrees
          quality
        }
        catalogue
        pixels {
          url
          dtype
          shape
          bytes
          sha256
        }
        header {
          keyword
          value
          comment
        }
      }
    }
  }
`);
