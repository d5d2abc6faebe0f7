import type { FastifyError, FastifyReply, FastifyRequest } from 'fastify';
import type { GraphQLError } from 'graphql';
import { refused } from '../errors.ts';
import { overLimit } from './limits/refusal.ts';

/** What a client did wrong with a request that the server could not read, in a code of ours. */
export function requestError(
  { code, message }: FastifyError,
  request: FastifyRequest,
  bodyBytes: number,
): GraphQLError {
  switch (code) {
    case 'FST_ERR_CTP_BODY_TOO_LARGE': {
      const sent = Number(request.headers['content-length'] ?? Number.NaN);
      // A body that comes in chunks is stopped at the limit; how long it would be is not known.
      const amount = sent > bodyBytes ? sent : bodyBytes + 1;
      return overLimit(
        'BODY_TOO_LARGE',
        `The body has ${sent > bodyBytes ? '' : 'at least '}${amount} bytes; the limit is ${bodyBytes}. Send files as uploads.`,
        { amount, limit: bodyBytes },
      );
    }
    case 'FST_ERR_CTP_INVALID_MEDIA_TYPE':
      return refused('UNSUPPORTED_MEDIA_TYPE', 'Send application/json; files are sent as uploads.');
    case 'FST_ERR_CTP_EMPTY_JSON_BODY':
    case 'FST_ERR_CTP_INVALID_JSON_BODY':
    case 'FST_ERR_CTP_INVALID_CONTENT_LENGTH':
      return refused('BODY_UNREADABLE', `The body is not what its headers say: ${message}`);
    default:
      return refused(code?.startsWith('FST_') === false ? code : 'BAD_REQUEST', message);
  }
}

// As long as nginx lingers.
const LINGER_MS = 5000;

/**
 * Lets a client that is still sending read why it was refused: a connection that is closed under what it sends takes
 * the answer with it. What comes meanwhile is dropped as it arrives.
 */
export function lingerOverBody(request: FastifyRequest, reply: FastifyReply): void {
  reply.removeHeader('connection');
  const { raw } = request;
  raw.resume();
  const timer = setTimeout(() => raw.complete || raw.socket.destroy(), LINGER_MS).unref();
  raw.once('close', () => clearTimeout(timer));
}
