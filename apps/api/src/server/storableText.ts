import { type DocumentNode, GraphQLError, visit } from 'graphql';

// PostgreSQL stores neither U+0000 nor half a surrogate pair, in no text and no JSON.
export const UNSTORABLE = /[\0\p{Surrogate}]/u;

/** An error for texts within a document that no database takes; else null. */
export function unstorableText(document: DocumentNode): GraphQLError | null {
  let found = false;
  visit(document, {
    StringValue({ value }) {
      found ||= UNSTORABLE.test(value);
    },
  });
  return found ? unstorable() : null;
}

/** Whether an address holds U+0000, which no name of anything here does. */
export const hasUnstorableAddress = (url: string): boolean => url.includes('%00');

export const unstorable = () =>
  new GraphQLError('A text holds U+0000 or half a surrogate pair, which cannot be stored. Leave it out.', {
    extensions: { code: 'BAD_USER_INPUT' },
  });
