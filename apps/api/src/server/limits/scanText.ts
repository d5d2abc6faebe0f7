import { GraphQLError, Lexer, Source, TokenKind } from 'graphql';
import type { Limits } from './limits.ts';
import { overLimit } from './refusal.ts';

const OPENING: ReadonlySet<TokenKind> = new Set([TokenKind.BRACE_L, TokenKind.BRACKET_L, TokenKind.PAREN_L]);
const CLOSING: ReadonlySet<TokenKind> = new Set([TokenKind.BRACE_R, TokenKind.BRACKET_R, TokenKind.PAREN_R]);

/**
 * Reads a query's tokens and stops at the first that is too many; the parser would build all of them first, and call
 * itself at every bracket. Null where nothing is too much, or where the text is none: the parser says that better.
 */
export function scanText(query: string, limits: Limits): GraphQLError | null {
  const lexer = new Lexer(new Source(query));
  let tokens = 0;
  let nesting = 0;
  let parentheses = 0;
  let aliases = 0;
  let directives = 0;
  try {
    for (let { kind } = lexer.advance(); kind !== TokenKind.EOF; { kind } = lexer.advance()) {
      tokens++;
      if (kind === TokenKind.PAREN_L) parentheses++;
      if (kind === TokenKind.PAREN_R) parentheses--;
      if (OPENING.has(kind)) nesting++;
      if (CLOSING.has(kind)) nesting--;
      // Within parentheses a colon stands between an argument and its value.
      if (kind === TokenKind.COLON && parentheses === 0) aliases++;
      if (kind === TokenKind.AT) directives++;
      if (tokens > limits.tokens) return tooMany('TOO_MANY_TOKENS', 'tokens', tokens, limits.tokens);
      if (nesting > limits.nesting)
        return overLimit(
          'QUERY_TOO_NESTED',
          `The query has at least ${nesting} brackets within brackets; the limit is ${limits.nesting}. Send large values as variables.`,
          { amount: nesting, limit: limits.nesting },
        );
      if (aliases > limits.aliases) return tooMany('TOO_MANY_ALIASES', 'aliases', aliases, limits.aliases);
      if (directives > limits.directives)
        return tooMany('TOO_MANY_DIRECTIVES', 'directives', directives, limits.directives);
    }
  } catch (error) {
    if (!(error instanceof GraphQLError)) throw error;
  }
  return null;
}

const tooMany = (
  code: 'TOO_MANY_TOKENS' | 'TOO_MANY_ALIASES' | 'TOO_MANY_DIRECTIVES',
  what: string,
  amount: number,
  limit: number,
): GraphQLError =>
  overLimit(
    code,
    `The query has at least ${amount} ${what}; the limit is ${limit}. Ask in several queries, and send large values as variables.`,
    { amount, limit },
  );
