import type { ClusterPageQuery } from '../../../gql/graphql.ts';
import { graphql } from '../../../gql/index.ts';

export const CLUSTER_PAGE = graphql(`
  query ClusterPage($id: ID!) {
    experiment(id: $id) {
      id
      number
      name
      dataset {
        id
      }
      datasetVersion {
        id
        number
        sampleCount
      }
      preprocessing {
        channels
      }
      preprocessed {
        images {
          url
          shape
        }
      }
      labels {
        url
      }
      clusters {
        id
        label
        size
        silhouette
        stability
        isNoise
        medoid {
          id
          index
        }
      }
    }
  }
`);

export type ClusterPageExperiment = NonNullable<ClusterPageQuery['experiment']>;
