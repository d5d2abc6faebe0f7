import type { FastifyInstance } from 'fastify';
import { CLIENT_ADDRESS_HEADER, type SignIn } from '../auth/signIn.ts';
import { headersOf } from './callerOf.ts';

const BODY_BYTES = 64 << 10;

/** /api/auth/*: sign-in links, sessions, sign-out. */
export function addAuthRoutes(server: FastifyInstance, signIn: SignIn, publicUrl: string): void {
  server.register(async (scope) => {
    scope.removeAllContentTypeParsers();
    scope.addContentTypeParser('*', { parseAs: 'buffer', bodyLimit: BODY_BYTES }, (_request, body, done) =>
      done(null, body),
    );
    scope.route({
      method: ['GET', 'POST'],
      url: '/api/auth/*',
      handler: async (request, reply) => {
        const headers = headersOf(request.headers);
        headers.set(CLIENT_ADDRESS_HEADER, request.ip);
        const response = await signIn.handler(
          new Request(new URL(request.url, publicUrl), {
            method: request.method,
            headers,
            ...(Buffer.isBuffer(request.body) && request.body.length > 0 ? { body: request.body } : {}),
          }),
        );
        reply.code(response.status);
        for (const [name, value] of response.headers) if (name !== 'set-cookie') reply.header(name, value);
        const cookies = response.headers.getSetCookie();
        if (cookies.length > 0) reply.header('set-cookie', cookies);
        return reply.send(Buffer.from(await response.arrayBuffer()));
      },
    });
  });
}
