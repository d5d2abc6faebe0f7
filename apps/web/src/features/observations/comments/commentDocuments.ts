import type { ObservationCommentsFragment } from '../../../gql/graphql.ts';
import { graphql } from '../../../gql/index.ts';

/** The comments of an observation, a page of them. */
export const OBSERVATION_COMMENTS = graphql(`
  fragment ObservationComments on Observation {
    id
    comments(first: 200, after: $after) {
      edges {
        node {
          id
          body
          createdAt
          quote
          isDeleted
          isResolved
          isUnread
          author {
            id
            name
          }
          anchor {
            start
            end
          }
          replyTo {
            id
          }
          reactions {
            emoji
            isMine
            users {
              id
              name
            }
          }
        }
      }
      pageInfo {
        hasNextPage
        endCursor
      }
    }
  }
`);

/** What was said of a subject. */
export const COMMENTS = graphql(`
  query Comments($subjectId: ID!, $after: String) {
    node(id: $subjectId) {
      id
      ... on Cluster {
        observation {
          ...ObservationComments
        }
      }
      ... on Experiment {
        observation {
          ...ObservationComments
        }
      }
      ... on Study {
        observation {
          ...ObservationComments
        }
      }
      ... on Comparison {
        observation {
          ...ObservationComments
        }
      }
    }
  }
`);

export type CommentPage = ObservationCommentsFragment;

export const OPEN_OBSERVATION = graphql(`
  mutation OpenObservation($subjectId: ID!) {
    openObservation(input: { subjectId: $subjectId }) {
      observation {
        id
      }
      problems {
        message
      }
    }
  }
`);

export const ADD_COMMENT = graphql(`
  mutation AddComment($input: AddCommentInput!) {
    addComment(input: $input) {
      problems {
        message
      }
    }
  }
`);

export const DELETE_COMMENT = graphql(`
  mutation DeleteComment($id: ID!) {
    deleteComment(input: { id: $id }) {
      problems {
        message
      }
    }
  }
`);

export const RESOLVE_COMMENT = graphql(`
  mutation ResolveComment($id: ID!, $resolved: Boolean!) {
    resolveComment(input: { id: $id, resolved: $resolved }) {
      problems {
        message
      }
    }
  }
`);

export const REACT_TO_COMMENT = graphql(`
  mutation ReactToComment($id: ID!, $emoji: String!, $on: Boolean!) {
    reactToComment(input: { id: $id, emoji: $emoji, on: $on }) {
      problems {
        message
      }
    }
  }
`);

/** The comments were seen until now. */
export const READ_OBSERVATION = graphql(`
  mutation ReadObservation($id: ID!) {
    readObservation(input: { id: $id }) {
      problems {
        message
      }
    }
  }
`);
