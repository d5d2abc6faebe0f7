import type { FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { refused } from '../errors.ts';
import type { CallerOf } from './callerOf.ts';
import type { CheckDocument } from './limits/checkDocument.ts';
import type { Limits } from './limits/limits.ts';
import { takeOfCaller } from './limits/rateHooks.ts';
import type { Rates } from './limits/rates.ts';
import { overLimit } from './limits/refusal.ts';
import { sendError } from './respond.ts';

export interface GraphqlDoor {
  limits: Limits;
  rates: Rates;
  callerOf: CallerOf;
  checkDocument: CheckDocument;
}

const withQuery = z.object({ query: z.string() });

/**
 * What is asked of a request to /graphql before Apollo Server sees it: how many operations it holds, whether its
 * sender has any left, and whether each text is small enough to be parsed and validated.
 */
export function createGraphqlDoor({ limits, rates, callerOf, checkDocument }: GraphqlDoor) {
  return async (request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply | undefined> => {
    const operations: unknown[] = Array.isArray(request.body)
      ? request.body
      : [request.method === 'GET' ? request.query : request.body];
    if (operations.length > limits.batchOperations)
      return sendError(request, reply, 400, batchTooLarge(operations.length, limits.batchOperations));
    if (Array.isArray(request.body) && request.headers['idempotency-key'] !== undefined)
      return sendError(request, reply, 400, keyForBatch());
    const stopped = await takeOfCaller(request, reply, {
      rates,
      callerOf,
      allowance: 'operations',
      amount: Math.max(1, operations.length),
    });
    if (stopped) return stopped;
    for (const operation of operations) {
      const { data } = withQuery.safeParse(operation);
      const error = data ? checkDocument(data.query) : null;
      if (error) return sendError(request, reply, 400, error);
    }
    return undefined;
  };
}

const batchTooLarge = (amount: number, limit: number) =>
  overLimit(
    'BATCH_TOO_LARGE',
    `The request holds ${amount} operations; the limit is ${limit}. Send several requests.`,
    { amount, limit },
  );

const keyForBatch = () =>
  refused(
    'IDEMPOTENCY_KEY_FOR_BATCH',
    'An Idempotency-Key goes with one operation. Send each in a request of its own.',
  );
