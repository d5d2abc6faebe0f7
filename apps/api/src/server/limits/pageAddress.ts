import type { FastifyReply, FastifyRequest } from 'fastify';
import { sendError } from '../respond.ts';
import type { Limits } from './limits.ts';
import { overLimit } from './refusal.ts';

/** Refuses addresses of pages that Next would answer with more headers than can be read. */
export function pageAddressCheck({ pageAddressCharacters: limit }: Pick<Limits, 'pageAddressCharacters'>) {
  return async (request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply | undefined> => {
    const { length: amount } = request.url;
    if (amount <= limit) return undefined;
    return sendError(
      request,
      reply,
      414,
      overLimit(
        'ADDRESS_TOO_LONG',
        `The address has ${amount} characters; the limit of a page is ${limit}. Leave some of what it names out.`,
        { amount, limit },
      ),
    );
  };
}
