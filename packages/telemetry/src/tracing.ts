import type { AttributeValue, OpenSpan, SpanOptions, Tracing } from './openTelemetry.ts';

/** The span of an SQL statement that does not go through Prisma, whose own are named so too. */
export const STATEMENT_SPAN = 'db_query';

// Everything here is a test for null while tracing is off: the library is not even loaded.
let tracing: Tracing | null = null;

export interface TracingOptions {
  /** Names this process among others: `asterism-api`. */
  service: string;
  version: string;
  /** Base address of an OTLP/HTTP receiver, as OTEL_EXPORTER_OTLP_ENDPOINT has it. */
  endpoint: string;
  /** Told what the exporter has to say; work goes on. */
  onError: (message: string) => void;
}

/** Loads OpenTelemetry and sends spans from now on. The result sends what is left, and ends it. */
export async function startTracing(options: TracingOptions): Promise<() => Promise<void>> {
  const { openTracing } = await import('./openTelemetry.ts');
  const opened = openTracing(options);
  tracing = opened;
  return async () => {
    tracing = null;
    await opened.stop();
  };
}

/** A span that is ended by hand; null while tracing is off. */
export function openSpan(name: string, options: SpanOptions = {}): OpenSpan | null {
  return tracing?.openSpan(name, options) ?? null;
}

/** Does the work in a span of its own, which ends with it and notes what it throws. */
export async function inSpan<T>(name: string, options: SpanOptions, work: () => Promise<T>): Promise<T> {
  const span = openSpan(name, options);
  if (!span) return work();
  try {
    const result = await span.run(work);
    span.end();
    return result;
  } catch (error) {
    span.end(error);
    throw error;
  }
}

/** Says more about the span that the caller runs in. */
export function noteInSpan(attributes: Record<string, AttributeValue>): void {
  tracing?.note(attributes);
}

/** Does work that comes back again and again, such as heartbeats, without spans. */
export function untraced<T>(work: () => T): T {
  return tracing ? tracing.untraced(work) : work();
}

/** W3C traceparent of the span that the caller runs in, for whoever goes on with the work elsewhere. */
export function traceparent(): string | undefined {
  return tracing?.traceparent();
}
