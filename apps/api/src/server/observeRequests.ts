import { openSpan } from '@asterism/telemetry';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Meters } from './meters.ts';
import { factsOf } from './requestFacts.ts';

/**
 * One line in the log, one measure and, while tracing is on, one span for every request. Addresses may hold one-time
 * links, so that a request is told by its route and by its id, which the client gets too.
 */
export function observeRequests(server: FastifyInstance, meters: Meters): void {
  server.addHook('onRequest', async (request) => {
    const { traceparent } = request.headers;
    factsOf(request).span = openSpan(`${request.method} ${routeOf(request)}`, {
      kind: 'server',
      ...(typeof traceparent === 'string' ? { parent: traceparent } : {}),
      attributes: {
        'http.request.method': request.method,
        'http.route': routeOf(request),
        'asterism.request.id': request.id,
      },
    });
  });
  // Not sooner: what reads the body comes back from the socket, outside of whatever was entered before.
  server.addHook('preHandler', (request, _reply, done) => {
    const { span } = factsOf(request);
    if (span) span.run(done);
    else done();
  });
  server.addHook('onResponse', async (request, reply) => {
    tell(request, reply, false);
  });
  server.addHook('onRequestAbort', async (request) => {
    factsOf(request).span?.note({ 'asterism.aborted': true });
  });

  // The reply of a client that went away never finishes: it is closed.
  server.addHook('onRequest', async (request, reply) => {
    reply.raw.once('close', () => {
      if (!reply.raw.writableFinished) tell(request, reply, true);
    });
  });

  function tell(request: FastifyRequest, reply: FastifyReply, aborted: boolean): void {
    const { userId, operations, span } = factsOf(request);
    const seconds = reply.elapsedTime / 1000;
    const route = routeOf(request);
    const status = reply.raw.statusCode;
    meters.request({ route, method: request.method, status, seconds });
    span?.note({ 'http.response.status_code': status });
    span?.end();
    request.log.info(
      {
        userId,
        method: request.method,
        route,
        status,
        ms: Math.round(seconds * 1e5) / 100,
        ...(operations.length > 0 && { operationName: operations.join(' ') }),
        ...(aborted && { aborted }),
      },
      'request',
    );
  }
}

/** The route's pattern; no address, whose parts may be secrets and are without number. */
function routeOf({ routeOptions }: FastifyRequest): string {
  return routeOptions.url ?? 'none';
}
