import { type DocumentNode, GraphQLError, Kind, visit } from 'graphql';
import type { Caller } from '../auth/caller.ts';

/** Throws where somebody who is not signed in asks for the schema. */
export function checkIntrospection(document: DocumentNode, caller: Caller | null): void {
  if (caller) return;
  visit(document, {
    [Kind.FIELD]({ name }) {
      if (name.value === '__schema' || name.value === '__type')
        throw new GraphQLError('Sign in to read the schema.', { extensions: { code: 'UNAUTHENTICATED' } });
    },
  });
}
