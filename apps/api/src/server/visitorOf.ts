import type { Db } from '@asterism/db';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { PUBLIC_LINK_TOKEN } from '../auth/links.ts';
import {
  findVisitors,
  publicLinkCookie,
  publicLinkToken,
  publicLinkTokens,
  type Visitor,
} from '../auth/visitor.ts';

export interface VisitorOf {
  /** Who bears a public link in the Authorization header. */
  byHeader(request: FastifyRequest): Promise<Visitor | null>;
  /** And those whose links a browser has opened: pictures are fetched by their addresses, without a header. */
  byHeaderOrCookie(request: FastifyRequest): Promise<Visitor[]>;
}

export function createVisitorOf(db: Db, now: () => Date): VisitorOf {
  const byTokens = (tokens: readonly string[]) => findVisitors(db, tokens, now());
  return {
    async byHeader({ headers }) {
      const token = publicLinkToken(headers.authorization);
      return (token && (await byTokens([token]))[0]) || null;
    },
    async byHeaderOrCookie({ headers }) {
      const token = publicLinkToken(headers.authorization);
      return byTokens(token ? [token] : publicLinkTokens(headers.cookie));
    },
  };
}

/** Whoever opens the page of a public link gets a cookie for the pictures on it. */
export function addPublicLinkCookies(
  server: FastifyInstance,
  { db, now, secure }: { db: Db; now: () => Date; secure: boolean },
): void {
  server.addHook('onRequest', async ({ method, raw, headers }, reply) => {
    const token = /^\/p\/([^/?#]+)/.exec(raw.url ?? '')?.[1];
    if (method !== 'GET' || !token || !PUBLIC_LINK_TOKEN.test(token)) return;
    const visitors = await findVisitors(db, [token], now());
    if (visitors.length > 0)
      reply.header('set-cookie', publicLinkCookie(token, { cookie: headers.cookie, secure }));
  });
}
