import type { Things } from './seedThings.ts';
import type { TestApi } from './startApi.ts';

// New with each answer, whatever is asked.
const NEWS = new Set(['date', 'x-request-id', 'ratelimit-remaining', 'ratelimit-reset']);

/** What queries name, by what it is called in ACCESS. */
export const namesOf = ({ ids, slug, other, uploadId }: Things): Readonly<Record<string, string>> => ({
  ...ids,
  workspace: slug,
  other,
  upload: uploadId,
});

/** All by which a client could tell an answer from another: status, headers and body, without the names it asked for. */
export async function tellable(response: Response, names: readonly string[]): Promise<string> {
  const headers = [...response.headers].filter(([name]) => !NEWS.has(name));
  return hideNames(JSON.stringify([response.status, headers, await response.text()]), names);
}

export function hideNames(text: string, names: readonly string[]): string {
  const hidden = names.reduce((left, name, i) => left.replaceAll(name, `<${i}>`), text);
  // A policy for pages has a nonce made for its answer.
  return hidden.replace(/\\?"requestId\\?":\\?"[^"]*"|'nonce-[^']*'/g, '');
}

/** The answer to a query as it comes. */
export const ask = (
  { url }: Pick<TestApi, 'url'>,
  query: string,
  { token, variables }: { token: string | null; variables?: Record<string, unknown> },
): Promise<Response> =>
  fetch(`${url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...(token ? { authorization: `Bearer ${token}` } : {}) },
    body: JSON.stringify({ query, variables }),
  });
