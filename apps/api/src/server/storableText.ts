import { type ASTVisitor, GraphQLError, type ValidationContext } from 'graphql';

// PostgreSQL stores neither U+0000 nor half a surrogate pair, in no text and no JSON.
const UNSTORABLE = /[\0\p{Surrogate}]/u;

/** Refuses texts within an operation that no database takes. */
export function storableTextRule(context: ValidationContext): ASTVisitor {
  return {
    StringValue(node) {
      if (UNSTORABLE.test(node.value)) context.reportError(unstorable());
    },
  };
}

/** An error for variables with such a text in them, at any depth; else null. */
export function unstorableVariables(variables: unknown): GraphQLError | null {
  // No recursion: what a client sends may be as deep as its length allows.
  const waiting = [variables];
  while (waiting.length > 0) {
    const value = waiting.pop();
    if (typeof value === 'string') {
      if (UNSTORABLE.test(value)) return unstorable();
    } else if (typeof value === 'object' && value !== null)
      for (const [key, part] of Object.entries(value)) waiting.push(key, part);
  }
  return null;
}

/** Whether an address holds U+0000, which no name of anything here does. */
export const hasUnstorableAddress = (url: string): boolean => url.includes('%00');

const unstorable = () =>
  new GraphQLError('A text holds U+0000 or half a surrogate pair, which cannot be stored. Leave it out.', {
    extensions: { code: 'BAD_USER_INPUT' },
  });
