import { GraphQLError } from 'graphql';

/** An error that its reader can act on: the code is stable, the sentence says what to do. */
export function refused(code: string, message: string): GraphQLError {
  return new GraphQLError(message, { extensions: { code } });
}

export const refusal = {
  unauthenticated: () =>
    refused('UNAUTHENTICATED', 'Sign in, or send an API token as "Authorization: Bearer ...".'),
  readOnlyToken: () =>
    refused('FORBIDDEN', 'This API token may only read. Use a token of scope WRITE or ADMIN.'),
  notAdministering: () =>
    refused(
      'FORBIDDEN',
      'This API token may not manage people, invitations and tokens. Use a token of scope ADMIN, or sign in.',
    ),
  notOwner: (slug: string) =>
    refused('FORBIDDEN', `Only owners of the workspace ${slug} may do this. Ask one of them.`),
  publicLink: () =>
    refused('FORBIDDEN', 'A public link shows what it is of and nothing else. Sign in to see more.'),
  readOnlyRole: (slug: string) =>
    refused(
      'FORBIDDEN',
      `You may look at the workspace ${slug}, not change it. Ask an owner to make you an editor.`,
    ),
  workspaceToken: () =>
    refused('FORBIDDEN', 'This API token is bound to one workspace. Use a token without a workspace.'),
  noWorkspace: (slug: string) =>
    refused('NOT_FOUND', `There is no workspace ${JSON.stringify(slug)} that you may see.`),
  badArgument: (message: string) => refused('BAD_USER_INPUT', message),
};
