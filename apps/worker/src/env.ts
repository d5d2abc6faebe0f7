import { hostname } from 'node:os';
import { isAbsolute, join, resolve } from 'node:path';
import { z } from 'zod';

const count = (otherwise: number, most: number) =>
  z.coerce.number().int().min(1).max(most).default(otherwise);

const variables = z.object({
  DATABASE_URL: z.string().regex(/^postgres(ql)?:\/\//, 'must start with postgresql://'),
  ASTERISM_HOME: z.string().default('.asterism'),
  BLOB_URL: z.string().optional(),
  ML_BACKEND: z.enum(['auto', 'native', 'wasm']).default('auto'),
  ML_THREADS: count(2, 256),
  WORKER_CONCURRENCY: count(2, 64),
  ASTERISM_SERVER_ROOTS: z
    .string()
    .default('')
    .transform((text) => text.split(':').filter((root) => root !== ''))
    .refine((roots) => roots.every(isAbsolute), 'must be absolute paths, with a colon between them'),
  METRICS_PORT: z.coerce.number().int().min(0).max(65_535).optional(),
  METRICS_HOST: z.string().default('127.0.0.1'),
  OTEL_EXPORTER_OTLP_ENDPOINT: z.url({ protocol: /^https?$/ }).optional(),
  WORKER_ID: z.string().default(hostname()),
  LOG_LEVEL: z.enum(['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent']).default('info'),
});

export interface WorkerSettings {
  databaseUrl: string;
  blobUrl: string;
  backend: 'auto' | 'native' | 'wasm';
  threads: number;
  concurrency: number;
  /** What of this machine's folders may be read for imports. */
  serverRoots: string[];
  /** What the worker's id begins with. */
  name: string;
  /** Where health, readiness and measures are told; null for nowhere. */
  monitor: { port: number; host: string } | null;
  /** Receiver of OpenTelemetry's spans; null for none. */
  otlpEndpoint: string | null;
  logLevel: z.infer<typeof variables>['LOG_LEVEL'];
}

/** The settings, or every problem of them, one a line. An empty variable counts as absent. */
export function readEnvironment(
  env: Record<string, string | undefined> = process.env,
): { settings: WorkerSettings } | { problems: string[] } {
  const given = Object.fromEntries(Object.entries(env).filter(([, value]) => value !== ''));
  const parsed = variables.safeParse(given);
  if (!parsed.success)
    return { problems: parsed.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`) };
  const v = parsed.data;
  return {
    settings: {
      databaseUrl: v.DATABASE_URL,
      blobUrl: v.BLOB_URL ?? join(resolve(v.ASTERISM_HOME), 'blobs'),
      backend: v.ML_BACKEND,
      threads: v.ML_THREADS,
      concurrency: v.WORKER_CONCURRENCY,
      serverRoots: v.ASTERISM_SERVER_ROOTS,
      monitor: v.METRICS_PORT === undefined ? null : { port: v.METRICS_PORT, host: v.METRICS_HOST },
      otlpEndpoint: v.OTEL_EXPORTER_OTLP_ENDPOINT ?? null,
      name: v.WORKER_ID,
      logLevel: v.LOG_LEVEL,
    },
  };
}

/** What a child process gets: TensorFlow reads its threads and oneDNN switch once, while it is being loaded. */
export function childVariables(threads: number): NodeJS.ProcessEnv {
  return {
    ...process.env,
    TF_NUM_INTRAOP_THREADS: String(threads),
    TF_NUM_INTEROP_THREADS: String(threads),
    TF_ENABLE_ONEDNN_OPTS: '1',
    TF_CPP_MIN_LOG_LEVEL: '2',
  };
}
