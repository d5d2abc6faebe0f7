import type { FastifyRequest } from 'fastify';
import type { Authenticate } from '../auth/authenticate.ts';
import type { Caller } from '../auth/caller.ts';

/** Who sends a request; asked at most once for each. */
export type CallerOf = (request: FastifyRequest) => Promise<Caller | null>;

export function createCallerOf(authenticate: Authenticate): CallerOf {
  const known = new WeakMap<FastifyRequest, Promise<Caller | null>>();
  return (request) => {
    const caller = known.get(request) ?? authenticate(headersOf(request.headers));
    known.set(request, caller);
    return caller;
  };
}

/** Node's headers as the web has them. */
export function headersOf(headers: Record<string, string | string[] | undefined>): Headers {
  const result = new Headers();
  for (const [name, value] of Object.entries(headers))
    for (const one of Array.isArray(value) ? value : [value]) if (one !== undefined) result.append(name, one);
  return result;
}
