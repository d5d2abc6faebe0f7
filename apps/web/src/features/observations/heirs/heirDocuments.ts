import type { ClusterHeirsQuery } from '../../../gql/graphql.ts';
import { graphql } from '../../../gql/index.ts';

export const HEIR_PARTS = graphql(`
  fragment HeirParts on Heir {
    jaccard
    isAccepted
    joinedCount
    joined(count: 60) {
      id
      index
      fileName
      thumbnailUrl(size: 128)
    }
    leftCount
    left(count: 60) {
      id
      index
      fileName
      thumbnailUrl(size: 128)
    }
  }
`);

export const HEIR_CLUSTER = graphql(`
  fragment HeirCluster on Cluster {
    id
    label
    experiment {
      id
      number
      name
      dataset {
        id
      }
      datasetVersion {
        id
        number
      }
    }
    observation {
      id
      revision
      markdown
      fields {
        label
        kind
        confidence
      }
    }
  }
`);

/** What a cluster may take over of others, and who may take over of it. */
export const CLUSTER_HEIRS = graphql(`
  query ClusterHeirs($id: ID!) {
    node(id: $id) {
      __typename
      ... on Cluster {
        ...HeirCluster
        ancestors {
          ...HeirParts
          from {
            ...HeirCluster
          }
        }
        heirs {
          ...HeirParts
          to {
            ...HeirCluster
          }
        }
      }
    }
  }
`);

export const ACCEPT_HEIR = graphql(`
  mutation AcceptHeir($input: AcceptHeirInput!) {
    acceptHeir(input: $input) {
      observation {
        id
        revision
      }
      problems {
        code
        message
      }
    }
  }
`);

export type HeirsOfCluster = Extract<NonNullable<ClusterHeirsQuery['node']>, { __typename: 'Cluster' }>;
