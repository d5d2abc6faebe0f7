import { Readable } from 'node:stream';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { GraphQLError } from 'graphql';
import { type BytePart, requestedPart } from '../modules/blobs/range.ts';
import { GRAPHQL_PATH } from './paths.ts';

/** A body that can be had in parts. */
export interface Body {
  contentType: string;
  etag: string;
  bytes: number;
  open: (part: BytePart) => Promise<Readable | Uint8Array>;
}

// What an address names never changes, and is for whoever may see it alone.
const CACHING = 'private, max-age=31536000, immutable';

/** Answers with a body that never changes: ETag, If-None-Match, Range. */
export async function sendBody(
  request: FastifyRequest,
  reply: FastifyReply,
  body: Body,
): Promise<FastifyReply> {
  const { contentType, etag, bytes } = body;
  if (sendNotModified(request, reply, etag)) return reply;
  reply
    .type(contentType)
    .header('accept-ranges', 'bytes')
    .header('content-security-policy', "default-src 'none'; sandbox");
  // Bytes that somebody sent are saved where they are opened, whatever they look like.
  if (!contentType.startsWith('image/') && !reply.hasHeader('content-disposition'))
    reply.header('content-disposition', 'attachment');
  const ifRange = request.headers['if-range'];
  const ranged = ifRange === undefined || ifRange === etag ? request.headers.range : undefined;
  const part = requestedPart(ranged, bytes);
  if (part === 'UNSATISFIABLE')
    return sendProblem(
      reply.header('content-range', `bytes */${bytes}`),
      416,
      'RANGE_NOT_SATISFIABLE',
      `There are ${bytes} bytes.`,
    );
  const { start, end } = part === 'ALL' ? { start: 0, end: bytes - 1 } : part;
  reply.header('content-length', end - start + 1);
  if (part !== 'ALL') reply.code(206).header('content-range', `bytes ${start}-${end}/${bytes}`);
  if (end < start) return reply.send();
  // With a stream, though an empty one, the length that was set is kept.
  if (request.method === 'HEAD') return reply.send(Readable.from([]));
  return reply.send(await body.open({ start, end }));
}

/** Names the body, and answers 304 where the client has it already. */
export function sendNotModified(request: FastifyRequest, reply: FastifyReply, etag: string): boolean {
  reply.header('etag', etag).header('cache-control', CACHING);
  if (!isKnown(request.headers['if-none-match'], etag)) return false;
  reply.code(304).send();
  return true;
}

function isKnown(header: string | undefined, etag: string): boolean {
  const tags = header?.split(',').map((tag) => tag.trim().replace(/^W\//, '')) ?? [];
  return tags.includes(etag) || tags.includes('*');
}

/** An error as JSON, in the shape of the problems that mutations answer with. */
export function sendProblem(
  reply: FastifyReply,
  status: number,
  code: string,
  message: string,
): FastifyReply {
  return reply.code(status).type('application/json; charset=utf-8').send(JSON.stringify({ code, message }));
}

/** Why a request is turned away at the door: to a client of GraphQL as one of its errors, else as a problem. */
export function sendError(
  request: FastifyRequest,
  reply: FastifyReply,
  status: number,
  error: GraphQLError,
): FastifyReply {
  const isGraphql = request.url.split('?', 1)[0] === GRAPHQL_PATH;
  const { code, ...excess } = error.extensions;
  const body = isGraphql ? { errors: [error] } : { code, message: error.message, ...excess };
  return reply.code(status).type('application/json; charset=utf-8').send(JSON.stringify(body));
}
