import type { FastifyInstance } from 'fastify';
import type { Services } from '../context.ts';

/** GET /healthz: the process answers. GET /readyz: and so does its database. */
export function addHealth(server: FastifyInstance, { db, version }: Services): void {
  server.get('/healthz', async () => ({ status: 'ok', version }));
  server.get('/readyz', async (_request, reply) => {
    try {
      await db.$queryRaw`SELECT 1`;
      return { status: 'ok' };
    } catch (error) {
      server.log.error({ err: error }, 'the database does not answer');
      return reply.code(503).send({ status: 'database unreachable' });
    }
  });
}
