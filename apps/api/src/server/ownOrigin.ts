import type { IncomingHttpHeaders } from 'node:http';
import type { FastifyInstance } from 'fastify';
import { refused } from '../errors.ts';
import { GRAPHQL_PATH } from './paths.ts';
import { sendError } from './respond.ts';

const SAFE: ReadonlySet<string> = new Set(['GET', 'HEAD', 'OPTIONS']);

/** Whether a page that sent its origin is one of this server. */
export function isOwnOrigin(
  { origin, host }: Pick<IncomingHttpHeaders, 'origin' | 'host'>,
  publicUrl: string,
): boolean {
  if (origin === undefined) return true;
  return URL.canParse(origin) && (new URL(origin).host === host || origin === new URL(publicUrl).origin);
}

/**
 * Refuses what a foreign page has a browser send with the session's cookie. Browsers name the page's origin with
 * everything but GET; a request with a cookie and without an origin is from no page. /graphql has Apollo's check
 * besides, which asks for a header or content type that a form cannot send. A token is sent by nobody unasked.
 */
export function addOriginCheck(server: FastifyInstance, publicUrl: string): void {
  server.addHook('onRequest', async (request, reply) => {
    const { headers, method, routeOptions } = request;
    if (SAFE.has(method) || headers.authorization !== undefined || headers.cookie === undefined) return;
    const isKnown = headers.origin !== undefined || isSameOrigin(headers['sec-fetch-site']);
    if (isOwnOrigin(headers, publicUrl) && (isKnown || routeOptions.url === GRAPHQL_PATH)) return;
    return sendError(request, reply, 403, foreignOrigin());
  });
}

const isSameOrigin = (site: string | string[] | undefined): boolean =>
  site === 'same-origin' || site === 'none';

const foreignOrigin = () =>
  refused(
    'FOREIGN_ORIGIN',
    'A session may be used by pages of this server alone. Scripts send an API token as "Authorization: Bearer ...".',
  );
