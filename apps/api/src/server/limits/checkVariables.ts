import type { GraphQLError } from 'graphql';
import { UNSTORABLE, unstorable } from '../storableText.ts';
import type { Limits } from './limits.ts';
import { overLimit } from './refusal.ts';

/** An error for variables with a text in them that no database takes, or so deep that what walks them would overflow. */
export function variablesError(variables: unknown, limits: Limits): GraphQLError | null {
  // Level by level, without recursion: what a client sends may be as deep as its length allows.
  let level = [variables];
  for (let depth = 0; level.length > 0; depth++) {
    if (depth > limits.nesting)
      return overLimit(
        'VARIABLES_TOO_NESTED',
        `The variables hold at least ${depth} lists or objects within each other; the limit is ${limits.nesting}.`,
        { amount: depth, limit: limits.nesting },
      );
    const next: unknown[] = [];
    for (const value of level) {
      if (typeof value === 'string') {
        if (UNSTORABLE.test(value)) return unstorable();
      } else if (typeof value === 'object' && value !== null)
        for (const [key, part] of Object.entries(value)) {
          if (UNSTORABLE.test(key)) return unstorable();
          next.push(part);
        }
    }
    level = next;
  }
  return null;
}
