import type { TypedDocumentNode } from '@graphql-typed-document-node/core';
import { type AnyVariables, stringifyDocument } from 'urql';

/**
 * Asks past the client's cache, which keeps every answer: for lists of which only what is looked at should stay in
 * memory. Throws what the server says, and AbortError.
 */
export async function askOnce<Data, Variables extends AnyVariables>(
  document: TypedDocumentNode<Data, Variables>,
  variables: Variables,
  signal: AbortSignal,
): Promise<Data> {
  const response = await fetch('/graphql', {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'apollo-require-preflight': 'true' },
    body: JSON.stringify({ query: stringifyDocument(document), variables }),
    signal,
  });
  const answer: { data?: Data | null; errors?: readonly { message: string }[] } = await response.json();
  if (!answer.data)
    throw new Error(answer.errors?.[0]?.message ?? `The server answered with ${response.status}.`);
  return answer.data;
}
