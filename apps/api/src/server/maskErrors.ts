import { GraphQLError } from 'graphql';

/** An error that nobody meant to show: what a client sees of it is that it happened, and where to look. */
export function isUnexpected(error: GraphQLError): boolean {
  const cause = error.originalError;
  return cause != null && !(cause instanceof GraphQLError);
}

export function maskedMessage(requestId: string): string {
  return `Something went wrong on the server. Its log has more under ${requestId}.`;
}

export function maskedError({ path }: GraphQLError, requestId: string): GraphQLError {
  return new GraphQLError(maskedMessage(requestId), {
    path,
    extensions: { code: 'INTERNAL_SERVER_ERROR', requestId },
  });
}
