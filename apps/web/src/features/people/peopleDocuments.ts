import { graphql } from '../../gql/index.ts';

export const PEOPLE = graphql(`
  query People($slug: String!) {
    workspace(slug: $slug) {
      id
      members {
        role
        since
        user {
          id
          name
          email
        }
      }
      invitations {
        id
        email
        role
        expiresAt
        invitedBy {
          id
          name
        }
      }
    }
  }
`);

export const CHANGE_ROLE = graphql(`
  mutation ChangeRole($input: ChangeRoleInput!) {
    changeRole(input: $input) {
      problems {
        message
      }
    }
  }
`);

export const REMOVE_MEMBER = graphql(`
  mutation RemoveMember($input: RemoveMemberInput!) {
    removeMember(input: $input) {
      problems {
        message
      }
    }
  }
`);

export const INVITE = graphql(`
  mutation InviteMember($input: InviteMemberInput!) {
    inviteMember(input: $input) {
      isMailed
      invitation {
        id
        url
      }
      problems {
        message
      }
    }
  }
`);

export const REVOKE_INVITATION = graphql(`
  mutation RevokeInvitation($input: IdInput!) {
    revokeInvitation(input: $input) {
      problems {
        message
      }
    }
  }
`);

export const ACCEPT = graphql(`
  mutation AcceptInvitation($input: AcceptInvitationInput!) {
    acceptInvitation(input: $input) {
      workspace {
        id
        slug
      }
      problems {
        message
      }
    }
  }
`);

export const TOKENS = graphql(`
  query ApiTokens {
    viewer {
      tokens {
        id
        name
        scope
        createdAt
        expiresAt
        lastUsedAt
        workspace {
          id
          name
        }
      }
    }
  }
`);

export const CREATE_TOKEN = graphql(`
  mutation CreateApiToken($input: CreateApiTokenInput!) {
    createApiToken(input: $input) {
      secret
      token {
        id
        name
      }
      problems {
        message
      }
    }
  }
`);

export const REVOKE_TOKEN = graphql(`
  mutation RevokeApiToken($input: IdInput!) {
    revokeApiToken(input: $input) {
      problems {
        message
      }
    }
  }
`);
