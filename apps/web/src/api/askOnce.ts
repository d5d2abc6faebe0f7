import type { TypedDocumentNode } from '@graphql-typed-document-node/core';
import { type AnyVariables, stringifyDocument } from 'urql';

/** What the server refused, with its stable code. */
export class RefusedError extends Error {
  override name = 'RefusedError';
  readonly code: string | null;

  constructor(message: string, code: string | null) {
    super(message);
    this.code = code;
  }
}

interface Answer<Data> {
  data?: Data | null;
  errors?: readonly { message: string; extensions?: { code?: string } }[];
}

/**
 * Asks past the client's cache, which keeps every answer: for lists of which only what is looked at should stay in
 * memory. `bearer`: the token of a public link. Throws what the server says, and AbortError.
 */
export async function askOnce<Data, Variables extends AnyVariables>(
  document: TypedDocumentNode<Data, Variables>,
  variables: Variables,
  signal: AbortSignal,
  bearer?: string,
): Promise<Data> {
  const { data, errors, status } = await post(document, variables, signal, bearer);
  if (!data) throw refusalOf(errors?.[0], status);
  return data;
}

/** The same, where half an answer is none: throws RefusedError if any part was refused, and AbortError. */
export async function askWhole<Data, Variables extends AnyVariables>(
  document: TypedDocumentNode<Data, Variables>,
  variables: Variables,
  signal: AbortSignal,
): Promise<Data> {
  const { data, errors, status } = await post(document, variables, signal);
  if (!data || errors?.[0]) throw refusalOf(errors?.[0], status);
  return data;
}

async function post<Data, Variables extends AnyVariables>(
  document: TypedDocumentNode<Data, Variables>,
  variables: Variables,
  signal: AbortSignal,
  bearer?: string,
): Promise<Answer<Data> & { status: number }> {
  const response = await fetch('/graphql', {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      'apollo-require-preflight': 'true',
      ...(bearer === undefined ? {} : { authorization: `Bearer ${bearer}` }),
    },
    body: JSON.stringify({ query: stringifyDocument(document), variables }),
    signal,
  });
  const answer: Answer<Data> = await response.json();
  return { ...answer, status: response.status };
}

function refusalOf(
  error: { message: string; extensions?: { code?: string } } | undefined,
  status: number,
): RefusedError {
  return new RefusedError(
    error?.message ?? `The server answered with ${status}.`,
    error?.extensions?.code ?? null,
  );
}
