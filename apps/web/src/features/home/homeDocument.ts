import { graphql } from '../../gql/index.ts';

/** All that Home shows; what is fresh only to those who were here before. */
export const HOME = graphql(`
  query Home($workspace: String!, $since: DateTime, $isBack: Boolean!) {
    running: experiments(workspace: $workspace, filter: { status: [RUNNING, QUEUED] }, first: 8) {
      totalCount
      edges {
        node {
          ...ExperimentRow
        }
      }
    }
    finished: experiments(workspace: $workspace, filter: { status: [SUCCEEDED, FAILED], archived: false }, first: 8) {
      totalCount
      edges {
        node {
          ...ExperimentRow
        }
      }
    }
    fresh: experiments(
      workspace: $workspace
      filter: { status: [SUCCEEDED, FAILED], finishedAfter: $since, archived: false }
      first: 12
    ) @include(if: $isBack) {
      totalCount
      edges {
        node {
          id
          number
          name
          status
          recommendation
          failure {
            message
          }
          clusteringWarnings {
            message
          }
        }
      }
    }
    failed: experiments(
      workspace: $workspace
      filter: { status: [FAILED], finishedAfter: $since, archived: false }
      first: 1
    ) @include(if: $isBack) {
      totalCount
    }
    datasets(workspace: $workspace, first: 3) {
      totalCount
      edges {
        node {
          id
          name
          latestVersion {
            id
            status
            progress
            sampleCount
            samples(first: 5) {
              edges {
                node {
                  id
                  thumbnailUrl(size: 96)
                }
              }
            }
          }
        }
      }
    }
    studies(workspace: $workspace, first: 3) {
      totalCount
      edges {
        node {
          id
          name
          status
          progress
          bestReason
        }
      }
    }
    viewer {
      unreadNotifications
      notifications(first: 20) {
        edges {
          node {
            ...ToldNotification
          }
        }
      }
    }
    system {
      version
      backend
      workers
    }
  }
`);
