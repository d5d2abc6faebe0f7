import { graphql } from '../gql/index.ts';

export const COMMENT = graphql(`
  query CommentDetails($id: ID!) {
    node(id: $id) {
      ... on Comment {
        id
        body
        author {
          name
        }
        createdAt
        quote
        replyTo {
          id
        }
        isResolved
        isDeleted
        reactions {
          emoji
          users {
            name
          }
        }
      }
    }
  }
`);

export const NOTIFICATION = graphql(`
  query NotificationDetails($id: ID!) {
    node(id: $id) {
      ... on Notification {
        id
        at
        sentence
        isRead
        subject {
          id
        }
        workspace {
          slug
        }
      }
    }
  }
`);
