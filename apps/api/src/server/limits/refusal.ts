import { GraphQLError } from 'graphql';

/** Codes of what is over a limit. They are stable. */
export type LimitCode =
  | 'TOO_MANY_TOKENS'
  | 'QUERY_TOO_NESTED'
  | 'VARIABLES_TOO_NESTED'
  | 'TOO_MANY_ALIASES'
  | 'TOO_MANY_DIRECTIVES'
  | 'FRAGMENT_CYCLE'
  | 'QUERY_TOO_DEEP'
  | 'QUERY_TOO_LARGE'
  | 'QUERY_TOO_COSTLY'
  | 'BATCH_TOO_LARGE'
  | 'RATE_LIMITED'
  | 'BODY_TOO_LARGE'
  | 'ADDRESS_TOO_LONG'
  | 'TOO_MANY_SUBSCRIPTIONS';

/** What was asked for, and how much is given. */
export interface Excess {
  amount: number;
  limit: number;
}

export function overLimit(code: LimitCode, message: string, excess: Excess): GraphQLError {
  return new GraphQLError(message, { extensions: { code, ...excess } });
}
