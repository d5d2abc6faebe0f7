import type { FastifyInstance } from 'fastify';

// Whoever has one of these addresses has what it opens.
const SECRET = /^\/(?:p|invitations|set-password|sign-in)(?:[/?]|$)/;

/** Keeps addresses that hold secrets from search engines, and from the pages that somebody goes to from there. */
export function addSecretAddresses(server: FastifyInstance): void {
  server.addHook('onRequest', async ({ raw: { url = '' } }, reply) => {
    if (!SECRET.test(url)) return;
    reply.header('referrer-policy', 'no-referrer');
    reply.header('x-robots-tag', 'noindex, nofollow, noarchive');
  });
}
