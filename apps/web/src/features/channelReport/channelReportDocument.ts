import type { ChannelReportPanelQuery } from '../../gql/graphql.ts';
import { graphql } from '../../gql/index.ts';

export const CHANNEL_REPORT = graphql(`
  query ChannelReportPanel($id: ID!) {
    node(id: $id) {
      ... on DatasetVersion {
        id
        channelReportReason
        channelReport {
          sampleCount
          correlation
          explainedVariance
          componentVariance
          emptyShare
          entropy
          dynamicRange
          constantShare
          keep
          summary
        }
        samples(first: 1) {
          edges {
            node {
              index
              thumbnailUrl
            }
          }
        }
      }
    }
  }
`);

type Version = Extract<NonNullable<ChannelReportPanelQuery['node']>, { channelReportReason?: unknown }>;
export type ChannelReport = NonNullable<Version['channelReport']>;
