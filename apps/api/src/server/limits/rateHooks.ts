import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { CallerOf } from '../callerOf.ts';
import { GRAPHQL_PATH } from '../paths.ts';
import { sendError } from '../respond.ts';
import { callerKey } from './callerKey.ts';
import { addressKey } from './clientAddress.ts';
import { type Allowance, type Rate, type Rates, rateLimited } from './rates.ts';

// Whoever watches over the process asks from where the clients are.
const UNCOUNTED: ReadonlySet<string> = new Set(['/healthz', '/readyz']);
const PAGES: ReadonlySet<string> = new Set(['/', '/*']);
// Counted by address alone: the sign-in library counts its own.
const SIGN_IN = '/api/auth/*';

/** Counts requests by address before anything is read of them, and files by whoever fetches them. */
export function addRateHooks(
  server: FastifyInstance,
  { rates, callerOf }: { rates: Rates; callerOf: CallerOf },
): void {
  server.addHook('onRequest', async (request, reply) => {
    const url = request.routeOptions.url ?? '/*';
    if (UNCOUNTED.has(url)) return;
    const rate = await rates.take('address', addressKey(request.ip));
    if (rate.isExceeded) return sendRateLimited(request, reply, rate);
    if (PAGES.has(url) || url === SIGN_IN || url === GRAPHQL_PATH) return;
    return takeOfCaller(request, reply, { rates, callerOf, allowance: 'files', amount: 1 });
  });
}

export interface Taking {
  rates: Rates;
  callerOf: CallerOf;
  allowance: Allowance;
  amount: number;
}

/** Takes from the caller's allowance, says in the headers what is left, and refuses where nothing is: then it gives the reply. */
export async function takeOfCaller(
  request: FastifyRequest,
  reply: FastifyReply,
  { rates, callerOf, allowance, amount }: Taking,
): Promise<FastifyReply | undefined> {
  const caller = await callerOf(request);
  const rate = caller
    ? await rates.take(allowance, callerKey(caller, request.headers.authorization), amount)
    : await rates.take('anonymous', addressKey(request.ip), amount);
  reply.headers({
    'ratelimit-limit': rate.limit,
    'ratelimit-remaining': rate.remaining,
    'ratelimit-reset': rate.resetSeconds,
  });
  return rate.isExceeded ? sendRateLimited(request, reply, rate) : undefined;
}

const sendRateLimited = (request: FastifyRequest, reply: FastifyReply, rate: Rate): FastifyReply =>
  sendError(request, reply.header('retry-after', rate.resetSeconds), 429, rateLimited(rate));
