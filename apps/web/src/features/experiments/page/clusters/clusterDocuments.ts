import type { HeaderSummaryQuery } from '../../../../gql/graphql.ts';
import { graphql } from '../../../../gql/index.ts';

export const MEMBERS = graphql(`
  query ClusterMembers($id: ID!, $first: Int!, $order: MemberOrder!) {
    node(id: $id) {
      ... on Cluster {
        id
        members(first: $first, order: $order) {
          totalCount
          edges {
            node {
              id
              index
              fileName
              thumbnailUrl(size: 128)
            }
          }
          pageInfo {
            hasNextPage
          }
        }
      }
    }
  }
`);

/** Who stands for a cluster, and who is farthest from its middle. */
export const CLUSTER_KINDS = graphql(`
  query ClusterKinds($id: ID!, $border: Int!) {
    node(id: $id) {
      ... on Cluster {
        id
        medoid {
          id
          index
          fileName
          thumbnailUrl(size: 128)
        }
        border: members(first: $border, order: BORDER_FIRST) {
          edges {
            node {
              id
              index
              fileName
              thumbnailUrl(size: 128)
            }
          }
        }
      }
    }
  }
`);

export const HEADER_SUMMARY = graphql(`
  query HeaderSummary($id: ID!) {
    experiment(id: $id) {
      id
      headerSummary {
        sampleCount
        totalCount
        constantCount
        keywords {
          keyword
          isDate
          all {
            count
            low
            median
            high
            value
            share
          }
          clusters {
            label
            contrast
            spread {
              count
              low
              median
              high
              value
              share
            }
          }
        }
      }
    }
  }
`);

export type HeaderSummary = NonNullable<NonNullable<HeaderSummaryQuery['experiment']>['headerSummary']>;
