import { existsSync, readFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { z } from 'zod';
import { loginPath, readLogin } from './account/loginFile.ts';
import type { CliEnv } from './env.ts';
import { CommandFailure, EXIT } from './failure.ts';

/** Where the API answers, and the token to show. */
export interface Server {
  /** Of the GraphQL endpoint. */
  api: string;
  token: string;
}

export interface ServerOptions {
  url?: string;
  token?: string;
}

/** A server of which a token is kept on this machine. */
interface Known extends Server {
  /** The addresses by which it goes. */
  origins: string[];
}

const runFile = z.object({ web: z.url(), api: z.url(), token: z.string() });

/**
 * The server from the options, else the environment, else what `asterism login` keeps, else the run.json of a server
 * on this machine; ASTERISM_HOME names such a run.json, and counts as the environment. A token that is kept is shown
 * to its own server alone. Throws CommandFailure that says how to name one.
 */
export function findServer(options: ServerOptions, env: CliEnv, folder: string): Server {
  const url = options.url ?? env.ASTERISM_URL;
  const token = options.token ?? env.ASTERISM_TOKEN;
  const api = url === undefined ? undefined : endpoint(url);
  if (api && token) return { api, token };
  const known = knownServers(env, folder);
  const found = known.find(({ origins }) => !api || origins.includes(new URL(api).origin));
  if (found) return { api: api ?? found.api, token: token ?? found.token };
  throw new CommandFailure(
    api
      ? `No token for ${api} is kept here: run "asterism login --url ${url}", or set ASTERISM_TOKEN.`
      : 'No server was found. Start one with "npm start", or name one: "asterism login --url ADDRESS", or ASTERISM_URL and ASTERISM_TOKEN.',
    EXIT.misused,
  );
}

/** The address of the server that is logged in to where none is named: that of findServer, without its token. Throws CommandFailure. */
export function findAddress(options: ServerOptions, env: CliEnv, folder: string): string {
  const url = options.url ?? env.ASTERISM_URL;
  const api = url === undefined ? knownServers(env, folder)[0]?.api : endpoint(url);
  if (api) return api.replace(/\/graphql$/, '');
  throw new CommandFailure(
    'Name the server: asterism login --url https://asterism.example.org',
    EXIT.misused,
  );
}

/** The first comes first. */
function knownServers(env: CliEnv, folder: string): Known[] {
  const login = readLogin(loginPath(env));
  const loggedIn = login && known(endpoint(login.url), login.token, []);
  const here = readRunFile(env.ASTERISM_HOME, folder);
  return (env.ASTERISM_HOME ? [here, loggedIn] : [loggedIn, here]).filter((server) => server !== null);
}

const known = (api: string, token: string, addresses: string[]): Known => ({
  api,
  token,
  origins: [api, ...addresses].map((address) => new URL(address).origin),
});

/** Null where no server runs here. Throws CommandFailure where the file makes no sense. */
function readRunFile(home: string | undefined, folder: string): Known | null {
  const file = findRunFile(home, folder);
  if (!file) return null;
  try {
    const { api, token, web } = runFile.parse(JSON.parse(readFileSync(file, 'utf8')));
    return known(api, token, [web]);
  } catch (error) {
    throw new CommandFailure(
      `${file} cannot be read: ${error instanceof Error ? error.message : error}`,
      EXIT.misused,
    );
  }
}

/** Throws CommandFailure where it is no address. */
function endpoint(url: string): string {
  if (!URL.canParse(url) || !/^https?:/.test(url))
    throw new CommandFailure(`${url} is no address; it must begin with http:// or https://.`, EXIT.misused);
  return url.endsWith('/graphql') ? url : `${url.replace(/\/+$/, '')}/graphql`;
}

function findRunFile(home: string | undefined, folder: string): string | null {
  if (home) {
    const file = join(resolve(folder, home), 'run.json');
    return existsSync(file) ? file : null;
  }
  for (let at = resolve(folder); ; at = dirname(at)) {
    const file = join(at, '.asterism', 'run.json');
    if (existsSync(file)) return file;
    if (dirname(at) === at) return null;
  }
}
