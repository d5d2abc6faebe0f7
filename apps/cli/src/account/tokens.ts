import type { Client } from '../client.ts';
import { CommandFailure, EXIT, throwProblems } from '../failure.ts';
import type { OwnTokensQuery, TokenScope } from '../gql/graphql.ts';
import { graphql } from '../gql/index.ts';
import { formatColumns } from '../listing/columns.ts';
import type { Output } from '../output.ts';

const TOKENS = graphql(`
  query OwnTokens {
    viewer {
      tokens {
        id
        name
        scope
        workspace {
          slug
        }
        createdAt
        expiresAt
        lastUsedAt
      }
    }
  }
`);

const CREATE = graphql(`
  mutation CreateToken($input: CreateApiTokenInput!) {
    createApiToken(input: $input) {
      secret
      token {
        id
        name
        scope
        workspace {
          slug
        }
        expiresAt
      }
      problems {
        code
        message
        path
      }
    }
  }
`);

const REVOKE = graphql(`
  mutation RevokeToken($input: IdInput!) {
    revokeApiToken(input: $input) {
      problems {
        code
        message
        path
      }
    }
  }
`);

type Token = NonNullable<OwnTokensQuery['viewer']>['tokens'][number];

export const TOKEN_SCOPES = ['read', 'write', 'admin'] as const;

export interface CreateTokenOptions {
  scope: (typeof TOKEN_SCOPES)[number];
  expiresInDays?: number;
  workspace?: string;
  json?: boolean;
}

/** Prints one's own tokens that are not revoked, the newest first: a table, or a line of JSON each. */
export async function listTokens(client: Client, { json }: { json?: boolean }, out: Output): Promise<void> {
  const tokens = await ownTokens(client);
  if (json) for (const token of tokens) out.print(JSON.stringify(token));
  else for (const line of tokenLines(tokens)) out.print(line);
}

export const tokenLines = (tokens: readonly Token[]): string[] =>
  formatColumns([
    ['ID', 'SCOPE', 'WORKSPACE', 'EXPIRES', 'LAST USED', 'NAME'],
    ...tokens.map(({ id, scope, workspace, expiresAt, lastUsedAt, name }) => [
      id,
      scope.toLowerCase(),
      workspace?.slug ?? 'all',
      expiresAt?.slice(0, 10) ?? 'never',
      lastUsedAt?.slice(0, 10) ?? 'never',
      name,
    ]),
  ]);

/** Makes a token and prints its secret, which is shown once; what else there is to know is a note beside it. */
export async function createToken(
  client: Client,
  name: string,
  { scope, expiresInDays, workspace, json }: CreateTokenOptions,
  out: Output,
): Promise<void> {
  const { createApiToken } = await client.query(CREATE, {
    input: {
      name,
      scope: scope.toUpperCase() as TokenScope,
      workspace: workspace ?? null,
      expiresInDays: expiresInDays ?? null,
    },
  });
  throwProblems(createApiToken.problems);
  const { secret, token } = createApiToken;
  if (json) return out.print(JSON.stringify({ ...token, secret }));
  const opens = token?.workspace ? `the workspace ${token.workspace.slug}` : 'all your workspaces';
  const ends = token?.expiresAt ? `until ${token.expiresAt}` : 'until it is revoked';
  out.note(`${name}: ${scope}, ${opens}, ${ends}. This is shown once:`);
  out.print(secret ?? '');
}

/** Ends a token of one's own at once, by its id or by a name that one alone has. Throws CommandFailure. */
export async function revokeToken(client: Client, idOrName: string, out: Output): Promise<void> {
  const tokens = await ownTokens(client);
  const byId = tokens.filter(({ id }) => id === idOrName);
  const found = byId.length > 0 ? byId : tokens.filter(({ name }) => name === idOrName);
  const [token] = found;
  if (!token)
    throw new CommandFailure(
      `You have no token ${JSON.stringify(idOrName)}; "asterism token list" tells which there are.`,
      EXIT.notFound,
    );
  if (found.length > 1)
    throw new CommandFailure(
      `${found.length} tokens are called ${JSON.stringify(idOrName)}; name one by its id:\n${tokenLines(found).join('\n')}`,
      EXIT.misused,
    );
  const { revokeApiToken } = await client.query(REVOKE, { input: { id: token.id } });
  throwProblems(revokeApiToken.problems);
  out.print(`${token.name}: revoked`);
}

async function ownTokens(client: Client): Promise<Token[]> {
  const { viewer } = await client.query(TOKENS, {});
  if (viewer) return viewer.tokens;
  throw new CommandFailure(
    'The token is not accepted: it may have expired or been revoked.',
    EXIT.notAllowed,
  );
}
