import { setTimeout } from 'node:timers/promises';
import {
  type Attributes,
  type AttributeValue,
  type Context,
  context,
  DiagLogLevel,
  diag,
  propagation,
  ROOT_CONTEXT,
  type Span,
  SpanKind,
  SpanStatusCode,
  trace,
} from '@opentelemetry/api';
import { AsyncLocalStorageContextManager } from '@opentelemetry/context-async-hooks';
import { suppressTracing, W3CTraceContextPropagator } from '@opentelemetry/core';
import { OTLPTraceExporter } from '@opentelemetry/exporter-trace-otlp-http';
import { resourceFromAttributes } from '@opentelemetry/resources';
import {
  AlwaysOnSampler,
  BatchSpanProcessor,
  ParentBasedSampler,
  type Sampler,
  SamplingDecision,
  TracerProvider,
} from '@opentelemetry/sdk-trace';
import { STATEMENT_SPAN } from './tracing.ts';

export type { AttributeValue };

export interface SpanOptions {
  kind?: 'server' | 'consumer' | 'internal';
  attributes?: Attributes;
  /** W3C traceparent of the span that caused this one elsewhere; anything else is passed over. */
  parent?: string | undefined;
}

export interface OpenSpan {
  /** Everything in it belongs to the span. */
  run<T>(work: () => T): T;
  rename(name: string): void;
  note(attributes: Attributes): void;
  /** Ends it, as failed where there is an error. */
  end(error?: unknown): void;
}

export interface Tracing {
  openSpan(name: string, options: SpanOptions): OpenSpan;
  note(attributes: Attributes): void;
  untraced<T>(work: () => T): T;
  traceparent(): string | undefined;
  stop(): Promise<void>;
}

// A trace is looked at minutes later; a worker that is killed loses at most so much of it.
const SEND_EVERY_MS = 2000;
// A receiver that is away is tried again and again; nobody's stopping waits for that.
const LAST_SPANS_WITHIN_MS = 2000;
const KINDS = { server: SpanKind.SERVER, consumer: SpanKind.CONSUMER, internal: SpanKind.INTERNAL };

export interface OpenTracingOptions {
  service: string;
  version: string;
  endpoint: string;
  onError: (message: string) => void;
}

/** Sets up OpenTelemetry for the whole process: OTLP over HTTP, W3C trace context. */
export function openTracing({ service, version, endpoint, onError }: OpenTracingOptions): Tracing {
  diag.setLogger(
    { error: onError, warn: onError, info: unheard, debug: unheard, verbose: unheard },
    { logLevel: DiagLogLevel.WARN, suppressOverrideMessage: true },
  );
  const exporter = new OTLPTraceExporter({ url: `${endpoint.replace(/\/+$/, '')}/v1/traces` });
  const provider = new TracerProvider({
    resource: resourceFromAttributes({ 'service.name': service, 'service.version': version }),
    sampler: new ParentBasedSampler({ root: causedSampler }),
    spanProcessors: [new BatchSpanProcessor({ exporter, scheduledDelayMillis: SEND_EVERY_MS })],
  });
  const contextManager = new AsyncLocalStorageContextManager().enable();
  context.setGlobalContextManager(contextManager);
  trace.setGlobalTracerProvider(provider);
  propagation.setGlobalPropagator(new W3CTraceContextPropagator());
  const tracer = provider.getTracer('asterism', version);
  return {
    openSpan(name, { kind = 'internal', attributes = {}, parent }) {
      const base =
        parent === undefined ? context.active() : propagation.extract(ROOT_CONTEXT, { traceparent: parent });
      const span = tracer.startSpan(name, { kind: KINDS[kind], attributes }, base);
      return opened(span, trace.setSpan(base, span));
    },
    note: (attributes) => void trace.getActiveSpan()?.setAttributes(attributes),
    untraced: (work) => context.with(suppressTracing(context.active()), work),
    traceparent() {
      const carrier: { traceparent?: string } = {};
      propagation.inject(context.active(), carrier);
      return carrier.traceparent;
    },
    async stop() {
      await Promise.race([
        provider.shutdown().catch((error) => onError(`The last spans were not sent: ${error}`)),
        setTimeout(LAST_SPANS_WITHIN_MS, undefined, { ref: false }),
      ]);
      trace.disable();
      context.disable();
      propagation.disable();
      diag.disable();
    },
  };
}

function opened(span: Span, within: Context): OpenSpan {
  return {
    run: (work) => context.with(within, work),
    rename: (name) => void span.updateName(name),
    note: (attributes) => void span.setAttributes(attributes),
    end(error) {
      if (error !== undefined) {
        span.recordException(error instanceof Error ? error : String(error));
        span.setStatus({ code: SpanStatusCode.ERROR });
      }
      span.end();
    },
  };
}

const unheard = () => undefined;
const always = new AlwaysOnSampler();

/** Statements that no request and no job caused (polls, sweeps, beats) begin no traces. */
const causedSampler: Sampler = {
  shouldSample: (_context, _traceId, name) =>
    name.startsWith('prisma:') || name === STATEMENT_SPAN
      ? { decision: SamplingDecision.NOT_RECORD }
      : always.shouldSample(),
  toString: () => 'CausedSampler',
};
