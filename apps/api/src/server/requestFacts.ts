import type { OpenSpan } from '@asterism/telemetry';
import type { FastifyRequest } from 'fastify';
import type { CallerOf } from './callerOf.ts';

/** What becomes known of a request while it is answered, for its one line in the log. */
export interface RequestFacts {
  /** Null where nobody is signed in, or nobody asked who it is. */
  userId: string | null;
  /** Names of the GraphQL operations in it; a nameless one is "anonymous". */
  operations: string[];
  span: OpenSpan | null;
}

const known = new WeakMap<FastifyRequest, RequestFacts>();

export function factsOf(request: FastifyRequest): RequestFacts {
  const facts = known.get(request) ?? { userId: null, operations: [], span: null };
  known.set(request, facts);
  return facts;
}

/** Notes who it is once somebody asks. */
export function notingCaller(callerOf: CallerOf): CallerOf {
  return async (request) => {
    const caller = await callerOf(request);
    const facts = factsOf(request);
    facts.userId = caller?.user.id ?? null;
    if (caller) facts.span?.note({ 'enduser.id': caller.user.id });
    return caller;
  };
}
