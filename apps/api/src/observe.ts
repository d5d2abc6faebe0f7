import { type Db, traceStatements } from '@asterism/db';
import { databaseReadiness } from '@asterism/db/migrate';
import { createReadiness, openMonitor, type Readiness, startTracing } from '@asterism/telemetry';
import type { Logger } from 'pino';
import type { Env } from './env.ts';
import { createMeters, type Meters } from './server/meters.ts';

export interface Observation {
  meters: Meters;
  readiness: Readiness;
  /** Sends the spans that are left, and closes the port. */
  close(): Promise<void>;
}

export interface ObservationOptions extends Pick<Env, 'monitor' | 'otlpEndpoint'> {
  db: Db;
  log: Logger;
  version: string;
  /** The migrations that the database must have seen. */
  migrations: string;
}

/** How this process can be watched: measures always, the port for them and traces where they are asked for. */
export async function startObservation(options: ObservationOptions): Promise<Observation> {
  const { db, log, version, migrations, monitor, otlpEndpoint } = options;
  const readiness = createReadiness(
    { database: databaseReadiness(db, migrations) },
    { onError: (error) => log.error({ err: error }, 'not ready') },
  );
  const meters = createMeters({
    db,
    onError: (error) => log.error({ err: error }, 'the queue was not counted'),
  });
  const ends: (() => unknown)[] = [];
  if (otlpEndpoint) {
    const onError = (message: string) => log.warn({ tracing: true }, message);
    ends.push(await traceStatements());
    ends.push(await startTracing({ service: 'asterism-api', version, endpoint: otlpEndpoint, onError }));
  }
  if (monitor) {
    const onError = (error: unknown) => log.error({ err: error }, 'telling measures failed');
    const opened = await openMonitor({ ...monitor, registry: meters.registry, readiness, onError });
    log.info({ port: opened.port }, 'health and measures are told');
    ends.push(() => opened.close());
  }
  return {
    meters,
    readiness,
    async close() {
      for (const end of ends) await end();
    },
  };
}
