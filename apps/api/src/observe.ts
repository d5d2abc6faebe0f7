import { type Db, traceStatements } from '@asterism/db';
import { databaseReadiness } from '@asterism/db/migrate';
import { createReadiness, type Readiness, watchProcess } from '@asterism/telemetry';
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
  const close = await watchProcess({
    service: 'asterism-api',
    version,
    log,
    registry: meters.registry,
    readiness,
    monitor,
    otlpEndpoint,
    traceStatements,
  });
  return {
    meters,
    readiness,
    close,
  };
}
