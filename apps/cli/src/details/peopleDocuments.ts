import { graphql } from '../gql/index.ts';

export const WORKSPACE = graphql(`
  query WorkspaceDetails($id: ID!) {
    node(id: $id) {
      ... on Workspace {
        id
        slug
        name
        role
        members {
          role
          since
          user {
            name
            email
          }
        }
      }
    }
  }
`);

export const USER = graphql(`
  query UserDetails($id: ID!) {
    node(id: $id) {
      ... on User {
        id
        name
        email
      }
    }
  }
`);

export const API_TOKEN = graphql(`
  query ApiTokenDetails($id: ID!) {
    node(id: $id) {
      ... on ApiToken {
        id
        name
        scope
        workspace {
          slug
        }
        createdAt
        expiresAt
        lastUsedAt
        revokedAt
      }
    }
  }
`);

export const INVITATION = graphql(`
  query InvitationDetails($id: ID!) {
    node(id: $id) {
      ... on Invitation {
        id
        email
        role
        createdAt
        expiresAt
        invitedBy {
          name
        }
      }
    }
  }
`);

export const PUBLIC_LINK = graphql(`
  query PublicLinkDetails($id: ID!) {
    node(id: $id) {
      ... on PublicLink {
        id
        url
        createdAt
        expiresAt
        revokedAt
        subject {
          __typename
          id
        }
      }
    }
  }
`);

export const SAVED_VIEW = graphql(`
  query SavedViewDetails($id: ID!) {
    node(id: $id) {
      ... on SavedView {
        id
        name
        shared
        state
        madeBy {
          name
        }
      }
    }
  }
`);
