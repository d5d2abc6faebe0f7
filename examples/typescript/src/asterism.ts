import { existsSync, readFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import type { TypedDocumentString } from './gql/graphql.ts';

interface Server {
  url: string;
  token: string;
}

/** From ASTERISM_URL and ASTERISM_TOKEN, else what `asterism login` keeps. */
function findServer(): Server {
  const { ASTERISM_URL: url, ASTERISM_TOKEN: token, XDG_CONFIG_HOME } = process.env;
  if (url && token) return { url, token };
  const kept = join(XDG_CONFIG_HOME || join(homedir(), '.config'), 'asterism/login.json');
  if (existsSync(kept)) return JSON.parse(readFileSync(kept, 'utf8')) as Server;
  throw new Error('Set ASTERISM_URL and ASTERISM_TOKEN, or run "asterism login".');
}

const server = findServer();
const authorization = `Bearer ${server.token}`;

/** Asks the API. The document's types are made from the schema, so that a field that is not there does not compile. */
export async function ask<Result, Variables>(
  document: TypedDocumentString<Result, Variables>,
  variables: Variables,
): Promise<Result> {
  const response = await fetch(new URL('/graphql', server.url), {
    method: 'POST',
    headers: { authorization, 'content-type': 'application/json' },
    body: JSON.stringify({ query: document.toString(), variables }),
  });
  const { data, errors } = (await response.json()) as {
    data?: Result;
    errors?: { message: string; extensions?: { code?: string } }[];
  };
  if (errors?.[0]) throw new Error(`${errors[0].message} (${errors[0].extensions?.code})`);
  if (!data) throw new Error(`The server answered with status ${response.status}.`);
  return data;
}

/** The numbers behind a blob's url: little-endian, as they are stored. */
export async function download(path: string): Promise<ArrayBuffer> {
  const response = await fetch(new URL(path, server.url), { headers: { authorization } });
  if (!response.ok) throw new Error(`${path}: status ${response.status}`);
  return response.arrayBuffer();
}
