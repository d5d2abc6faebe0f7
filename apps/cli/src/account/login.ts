import { createClient } from '../client.ts';
import type { CliEnv } from '../env.ts';
import { CommandFailure, EXIT } from '../failure.ts';
import { graphql } from '../gql/index.ts';
import { findAddress, type ServerOptions } from '../server.ts';
import { askSecret, type SecretSource } from './askSecret.ts';
import { loginPath, removeLogin, writeLogin } from './loginFile.ts';

const WHO = graphql(`
  query Who {
    viewer {
      user {
        name
      }
      workspaces {
        slug
      }
    }
  }
`);

/**
 * Keeps a token for a server, once the server has accepted it. Asks for it where it is not given. Throws
 * CommandFailure, and then keeps nothing.
 */
export async function login(
  options: ServerOptions,
  { env, folder, secrets }: { env: CliEnv; folder: string; secrets: SecretSource },
  print: (line: string) => void,
): Promise<void> {
  const url = findAddress(options, env, folder);
  const token =
    options.token ??
    env.ASTERISM_TOKEN ??
    (await askSecret(`API token for ${url} (what you type is not shown): `, secrets));
  // A header holds no other characters; fetch would show the token in its complaint.
  if (!/^[\x21-\x7e]+$/.test(token))
    throw new CommandFailure('That is no API token: it begins with ast_ and is one word.', EXIT.misused);
  const { viewer } = await createClient({ api: `${url}/graphql`, token }).query(WHO, {});
  if (!viewer)
    throw new CommandFailure(
      `${url} does not accept the token: it may have expired or been revoked.`,
      EXIT.notAllowed,
    );
  const path = loginPath(env);
  writeLogin(path, { url, token });
  const slugs = viewer.workspaces.map(({ slug }) => slug).join(', ') || 'none';
  print(`Logged in to ${url} as ${viewer.user.name}. Workspaces: ${slugs}. Kept in ${path}`);
}

/** Forgets the token that is kept; it goes on working until it is revoked. */
export function logout(env: CliEnv, print: (line: string) => void): void {
  const path = loginPath(env);
  print(
    removeLogin(path)
      ? `${path} is gone. The token works until it is revoked, or runs out.`
      : 'Nobody was logged in.',
  );
}
