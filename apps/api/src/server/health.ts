import { type Readiness, readinessBody } from '@asterism/telemetry';
import type { FastifyInstance } from 'fastify';

/** GET /healthz: the process answers. GET /readyz: it may be sent requests, or why not. */
export function addHealth(
  server: FastifyInstance,
  { version, readiness }: { version: string; readiness: Readiness },
): void {
  server.get('/healthz', async () => ({ status: 'ok', version }));
  server.get('/readyz', async (_request, reply) => {
    const reasons = await readiness.reasons();
    return reply.code(reasons.length === 0 ? 200 : 503).send(readinessBody(reasons));
  });
}
