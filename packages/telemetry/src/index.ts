export { createLog, hideSecrets, type LogOptions } from './log.ts';
export { boundedNames, createRegistry, REQUEST_BUCKETS, WORK_BUCKETS } from './metrics.ts';
export { type Monitor, type MonitorOptions, openMonitor, readinessBody } from './monitor.ts';
export type { OpenSpan, SpanOptions } from './openTelemetry.ts';
export { createReadiness, type Readiness, type ReadinessCheck } from './readiness.ts';
export {
  inSpan,
  noteInSpan,
  openSpan,
  STATEMENT_SPAN,
  startTracing,
  type TracingOptions,
  traceparent,
  untraced,
} from './tracing.ts';
export { type WatchOptions, watchProcess } from './watchProcess.ts';
