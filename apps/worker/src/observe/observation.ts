import { type Db, traceStatements } from '@asterism/db';
import { databaseReadiness } from '@asterism/db/migrate';
import { createReadiness, type Readiness, watchProcess } from '@asterism/telemetry';
import type { Logger } from 'pino';
import type { WorkerSettings } from '../env.ts';
import { createMeters, type Meters } from './meters.ts';

// After 10 s of silence others take this worker's stages over.
const SILENT_AFTER_MS = 20_000;

export interface Observation {
  meters: Meters;
  readiness: Readiness;
  /** The worker's own heartbeat was written. */
  noteBeat(): void;
  /** Sends the spans that are left, and closes the port. */
  close(): Promise<void>;
}

export interface ObservationOptions extends Partial<Pick<WorkerSettings, 'monitor' | 'otlpEndpoint'>> {
  db: Db;
  log: Logger;
  version: string;
  /** The migrations that the database must have seen; not looked at where there are none. */
  migrations?: string | undefined;
}

/** How this worker can be watched: measures always, the port for them and traces where they are asked for. */
export async function startObservation(options: ObservationOptions): Promise<Observation> {
  const { db, log, version, migrations, monitor, otlpEndpoint } = options;
  let lastBeat = performance.now();
  const readiness = createReadiness(
    {
      ...(migrations !== undefined && { database: databaseReadiness(db, migrations) }),
      heartbeat: async () => {
        const silentMs = performance.now() - lastBeat;
        return silentMs < SILENT_AFTER_MS ? null : `No heartbeat for ${Math.round(silentMs / 1000)} s.`;
      },
    },
    { onError: (error) => log.error({ err: error }, 'not ready') },
  );
  const meters = createMeters();
  const close = await watchProcess({
    service: 'asterism-worker',
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
    noteBeat() {
      lastBeat = performance.now();
    },
    close,
  };
}
