import type { ToldNotificationFragment } from '../../gql/graphql.ts';
import { graphql } from '../../gql/index.ts';

/** What is told, and what the address of its page is made of. */
export const TOLD = graphql(`
  fragment ToldNotification on Notification {
    id
    at
    sentence
    isRead
    actor {
      id
      name
    }
    workspace {
      id
      slug
      name
    }
    comment {
      id
    }
    subject {
      __typename
      id
      ... on Cluster {
        label
        experiment {
          id
          number
        }
      }
      ... on Experiment {
        number
      }
      ... on Comparison {
        state
        experiments {
          id
          number
        }
      }
    }
  }
`);

export type Told = ToldNotificationFragment;

/** How many wait, and the newest of all; again whenever that changes. */
export const BELL = graphql(`
  subscription Bell {
    notifications {
      unreadNotifications
      notifications(first: 1) {
        edges {
          node {
            ...ToldNotification
          }
        }
      }
    }
  }
`);

/** The newest ones. */
export const NOTIFICATIONS = graphql(`
  query Notifications($first: Int!) {
    viewer {
      notifications(first: $first) {
        edges {
          node {
            ...ToldNotification
          }
        }
        pageInfo {
          hasNextPage
        }
      }
    }
  }
`);

/** Marks some as read; all of them where `ids` is null. */
export const MARK_READ = graphql(`
  mutation MarkNotificationsRead($ids: [ID!]) {
    markNotificationsRead(input: { ids: $ids }) {
      problems {
        message
      }
    }
  }
`);
