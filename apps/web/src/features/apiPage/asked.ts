import { type DocumentNode, GraphQLError, getOperationAST, Kind, parse } from 'graphql';

export interface Asked {
  query: string;
  operationName?: string | null;
}

/** The editor learns the name of what is in a tab a moment after the tab was opened: a name that is not there is left out. */
export function withOwnName<Params extends Asked>(params: Params): Params {
  const document = parsed(params.query);
  if (params.operationName == null || !document) return params;
  return namesOf(document).includes(params.operationName) ? params : { ...params, operationName: null };
}

export function isSubscription({ query, operationName }: Asked): boolean {
  const document = parsed(query);
  return document !== null && getOperationAST(document, operationName)?.operation === 'subscription';
}

/** Null where the server has to say what is wrong with it. */
function parsed(query: string): DocumentNode | null {
  try {
    return parse(query);
  } catch (error) {
    if (error instanceof GraphQLError) return null;
    throw error;
  }
}

const namesOf = ({ definitions }: DocumentNode): (string | undefined)[] =>
  definitions.map((one) => (one.kind === Kind.OPERATION_DEFINITION ? one.name?.value : undefined));
