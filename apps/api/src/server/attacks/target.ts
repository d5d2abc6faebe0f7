import { z } from 'zod';

/** A running server, and somebody who may do everything in one workspace of it. */
export interface Target {
  /** http://host:port */
  url: string;
  token: string;
  slug: string;
  /** Global ids of things that are there, by type. */
  ids: Readonly<Record<string, string>>;
}

export interface Attack {
  name: string;
  /** The code with which it is to be turned away; of several codes, all of them. */
  expected: string;
  /** Gives the code with which it was turned away, or what came instead. */
  run: (target: Target) => Promise<string>;
}

const answer = z.looseObject({
  code: z.string().optional(),
  data: z.unknown().optional(),
  errors: z.array(z.looseObject({ extensions: z.looseObject({ code: z.string() }) })).optional(),
});
const answers = z.union([answer, z.array(answer)]);

/** Sends a body to /graphql and gives the codes of what is wrong with it. */
export async function codesOf(
  target: Pick<Target, 'url'>,
  body: string | Uint8Array<ArrayBuffer>,
  headers: Record<string, string>,
): Promise<string> {
  const response = await fetch(`${target.url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body,
  });
  return codes(await response.text());
}

export const authorized = ({ token }: Pick<Target, 'token'>) => ({ authorization: `Bearer ${token}` });

/** The codes in an answer, each once; `answered` where there are none. */
export function codes(text: string): string {
  const parsed = answers.parse(JSON.parse(text));
  const found = [parsed]
    .flat()
    .flatMap(({ code, errors = [] }) => [
      ...(code ? [code] : []),
      ...errors.map(({ extensions }) => extensions.code),
    ]);
  return [...new Set(found)].sort().join(' ') || 'answered';
}

/** A query, from somebody who may ask. */
export const query =
  (text: string, variables?: unknown) =>
  (target: Target): Promise<string> =>
    codesOf(target, JSON.stringify({ query: text, variables }), authorized(target));
