import type { Logger } from 'pino';
import type { Registry } from 'prom-client';
import { openMonitor } from './monitor.ts';
import type { Readiness } from './readiness.ts';
import { startTracing } from './tracing.ts';

export interface WatchOptions {
  /** Names this process among others: `asterism-api`. */
  service: string;
  version: string;
  log: Logger;
  registry: Registry;
  readiness: Readiness;
  /** Where health, readiness and measures are told; null for nowhere. */
  monitor?: { port: number; host: string } | null | undefined;
  /** Receiver of OpenTelemetry's spans; null for none. */
  otlpEndpoint?: string | null | undefined;
  /** Makes a span of each SQL statement; called where spans are sent. */
  traceStatements: () => Promise<() => void>;
}

/** Opens the port and the traces that are asked for. The result sends the spans that are left, and closes the port. */
export async function watchProcess(options: WatchOptions): Promise<() => Promise<void>> {
  const { service, version, log, registry, readiness, monitor, otlpEndpoint, traceStatements } = options;
  const ends: (() => unknown)[] = [];
  if (otlpEndpoint) {
    const onError = (message: string) => log.warn({ tracing: true }, message);
    ends.push(await traceStatements());
    ends.push(await startTracing({ service, version, endpoint: otlpEndpoint, onError }));
  }
  if (monitor) {
    const onError = (error: unknown) => log.error({ err: error }, 'telling measures failed');
    const opened = await openMonitor({ ...monitor, registry, readiness, onError });
    log.info({ port: opened.port }, 'health and measures are told');
    ends.push(() => opened.close());
  }
  return async () => {
    for (const end of ends) await end();
  };
}
