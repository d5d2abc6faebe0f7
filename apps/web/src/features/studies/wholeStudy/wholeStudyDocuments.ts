import { graphql } from '../../../gql/index.ts';

/** Versions that a study can be run on: the newest of each data set. */
export const STUDIED_DATASETS = graphql(`
  query StudiedDatasets($workspace: String!) {
    datasets(workspace: $workspace, first: 200) {
      edges {
        node {
          id
          name
          latestVersion {
            id
            status
            sampleCount
          }
        }
      }
    }
  }
`);

export const STUDIED_VERSION = graphql(`
  query StudiedVersion($id: ID!) {
    node(id: $id) {
      ... on DatasetVersion {
        id
        number
        sampleCount
        dataset {
          id
          name
        }
        channelReport {
          keep
          explainedVariance
          constantShare
        }
      }
    }
  }
`);
