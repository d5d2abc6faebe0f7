import type { FastifyInstance } from 'fastify';
import type { Services } from '../../context.ts';
import { dropExpiredRequests } from './requests.ts';

/** Drops what was kept for repeats and has run out, now and every hour. */
export function addIdempotencySweep(server: FastifyInstance, { db, now }: Services): void {
  const sweep = () =>
    dropExpiredRequests(db, now()).catch((error: unknown) =>
      server.log.error({ err: error }, 'expired answers could not be dropped'),
    );
  const timer = setInterval(sweep, 3600_000).unref();
  server.addHook('onReady', async () => void sweep());
  server.addHook('onClose', async () => clearInterval(timer));
}
