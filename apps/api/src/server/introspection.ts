import { type DocumentNode, type GraphQLError, Kind, visit } from 'graphql';
import type { Caller } from '../auth/caller.ts';
import { refused } from '../errors.ts';

/** Refuses somebody who is not signed in and asks for the schema. */
export function introspectionError(document: DocumentNode, caller: Caller | null): GraphQLError | null {
  if (caller) return null;
  let isAsked = false;
  visit(document, {
    [Kind.FIELD]({ name }) {
      isAsked ||= name.value === '__schema' || name.value === '__type';
    },
  });
  return isAsked ? refused('UNAUTHENTICATED', 'Sign in to read the schema.') : null;
}
