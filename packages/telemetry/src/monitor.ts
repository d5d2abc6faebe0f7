import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { Registry } from 'prom-client';
import type { Readiness } from './readiness.ts';

export interface MonitorOptions {
  /** 0: any free one. */
  port: number;
  host: string;
  registry: Registry;
  readiness: Readiness;
  onError: (error: unknown) => void;
}

export interface Monitor {
  port: number;
  close(): Promise<void>;
}

/**
 * The port for those who run the product: GET /healthz (the process answers), /readyz (it may be given work; 503 with
 * the reasons where not) and /metrics (Prometheus' text). It says nothing that is secret, and needs no sign-in: keep it
 * inside.
 */
export async function openMonitor({
  port,
  host,
  registry,
  readiness,
  onError,
}: MonitorOptions): Promise<Monitor> {
  const answers: Record<string, (response: ServerResponse) => Promise<void>> = {
    '/healthz': async (response) => sendJson(response, 200, { status: 'ok' }),
    '/readyz': async (response) => {
      const reasons = await readiness.reasons();
      sendJson(response, reasons.length === 0 ? 200 : 503, readinessBody(reasons));
    },
    '/metrics': async (response) => {
      const text = await registry.metrics();
      response.writeHead(200, { 'content-type': registry.contentType }).end(text);
    },
  };
  const server = createServer((request: IncomingMessage, response: ServerResponse) => {
    const answer = answers[(request.url ?? '/').split('?', 1)[0]!];
    if (!answer) return sendJson(response, 404, { status: 'There are /healthz, /readyz and /metrics.' });
    if (request.method !== 'GET') return sendJson(response, 405, { status: 'Use GET.' });
    answer(response).catch((error) => {
      onError(error);
      if (response.headersSent) response.destroy();
      else sendJson(response, 500, { status: 'failed' });
    });
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, () => resolve(server.off('error', reject) && undefined));
  });
  server.on('error', onError);
  const address = server.address();
  return {
    port: address && typeof address === 'object' ? address.port : port,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

/** What /readyz answers with. */
export function readinessBody(reasons: readonly string[]): { status: string; reasons?: readonly string[] } {
  return reasons.length === 0 ? { status: 'ok' } : { status: 'not ready', reasons };
}

function sendJson(response: ServerResponse, status: number, body: unknown): void {
  response.writeHead(status, { 'content-type': 'application/json; charset=utf-8' }).end(JSON.stringify(body));
}
