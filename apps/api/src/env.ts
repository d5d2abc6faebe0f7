import { isAbsolute, join } from 'node:path';
import { z } from 'zod';
import type { OpenIdConnect } from './auth/openIdConnect.ts';

const port = z.coerce.number().int().min(0).max(65_535);

const environment = z.object({
  DATABASE_URL: z.url({ protocol: /^postgres(ql)?$/ }),
  ASTERISM_HOME: z.string().min(1),
  BLOB_URL: z.string().min(1).optional(),
  WEB_PORT: port.default(3000),
  WEB_HOST: z.string().min(1).default('127.0.0.1'),
  NEXT_ORIGIN: z.url({ protocol: /^http$/ }).optional(),
  PUBLIC_URL: z.url({ protocol: /^https?$/ }).optional(),
  AUTH_SECRET: z.string().min(32),
  ASTERISM_SERVER_ROOTS: z
    .string()
    .default('')
    .transform((text) => text.split(':').filter((root) => root !== ''))
    .refine((roots) => roots.every(isAbsolute), 'must be absolute paths, with a colon between them'),
  LOG_LEVEL: z.enum(['trace', 'debug', 'info', 'warn', 'error', 'silent']).default('info'),
  TRUST_PROXY: z.stringbool().default(false),
  SMTP_URL: z.url({ protocol: /^smtps?$/ }).optional(),
  MAIL_FROM: z.string().min(3).optional(),
  OIDC_ISSUER: z.url({ protocol: /^https?$/ }).optional(),
  OIDC_CLIENT_ID: z.string().min(1).optional(),
  OIDC_CLIENT_SECRET: z.string().min(1).optional(),
  OIDC_NAME: z.string().min(1).max(60).default('OpenID Connect'),
  OIDC_SIGN_UP: z.stringbool().default(false),
  OPERATOR_TERMINAL: z.stringbool().default(false),
  OPERATOR_SOCKET: z.string().min(1).optional(),
  NODE_ENV: z.string().default('production'),
  RATE_LIMIT: z.coerce.number().int().min(1).optional(),
  METRICS_PORT: port.optional(),
  METRICS_HOST: z.string().min(1).default('127.0.0.1'),
  OTEL_EXPORTER_OTLP_ENDPOINT: z.url({ protocol: /^https?$/ }).optional(),
});

const settings = environment.superRefine((env, { addIssue }) => {
  const missing = (path: string, because: string) =>
    addIssue({ code: 'custom', path: [path], message: `is needed where ${because} is set` });
  if (env.SMTP_URL && !env.MAIL_FROM) missing('MAIL_FROM', 'SMTP_URL');
  if (env.OIDC_ISSUER && !env.OIDC_CLIENT_ID) missing('OIDC_CLIENT_ID', 'OIDC_ISSUER');
  if (env.OIDC_ISSUER && !env.OIDC_CLIENT_SECRET) missing('OIDC_CLIENT_SECRET', 'OIDC_ISSUER');
});

const databaseOnly = environment.pick({ DATABASE_URL: true });

export interface Env {
  databaseUrl: string;
  blobUrl: string;
  uploadFolder: string;
  /** What of this machine's folders may be read for imports. */
  serverRoots: string[];
  webPort: number;
  webHost: string;
  /** Where the pages come from; null for an API without pages. */
  nextOrigin: string | null;
  /** What a browser calls this server, without a slash at the end. */
  publicUrl: string;
  authSecret: string;
  logLevel: z.infer<typeof environment>['LOG_LEVEL'];
  /** A reverse proxy in front names the client's address. */
  trustProxy: boolean;
  /** Null where links go to whoever runs the server. */
  mail: { url: string; from: string } | null;
  /** Null where nobody signs in by it. */
  openIdConnect: OpenIdConnect | null;
  /** The process that started this one shows what it is sent on the operator's terminal. */
  operatorTerminal: boolean;
  /** Of a socket to the terminal of whoever runs this, where the parent is not it. */
  operatorSocket: string | null;
  /** The pages are reloaded as their sources change. */
  isDevelopment: boolean;
  /** Operations of one token in ten seconds; null for the usual. */
  rateLimit: number | null;
  /** Where health, readiness and measures are told; null for nowhere. */
  monitor: { port: number; host: string } | null;
  /** Receiver of OpenTelemetry's spans; null for none. */
  otlpEndpoint: string | null;
}

/** The environment of the API, or every problem on stderr and the end of the process. */
export function readEnv(source: NodeJS.ProcessEnv = process.env): Env {
  const env = parseOrExit(settings, source);
  return {
    databaseUrl: env.DATABASE_URL,
    blobUrl: env.BLOB_URL ?? join(env.ASTERISM_HOME, 'blobs'),
    uploadFolder: join(env.ASTERISM_HOME, 'uploads'),
    serverRoots: env.ASTERISM_SERVER_ROOTS,
    webPort: env.WEB_PORT,
    webHost: env.WEB_HOST,
    nextOrigin: env.NEXT_ORIGIN ?? null,
    publicUrl: (env.PUBLIC_URL ?? `http://localhost:${env.WEB_PORT}`).replace(/\/+$/, ''),
    authSecret: env.AUTH_SECRET,
    logLevel: env.LOG_LEVEL,
    trustProxy: env.TRUST_PROXY,
    mail: env.SMTP_URL && env.MAIL_FROM ? { url: env.SMTP_URL, from: env.MAIL_FROM } : null,
    openIdConnect:
      env.OIDC_ISSUER && env.OIDC_CLIENT_ID && env.OIDC_CLIENT_SECRET
        ? {
            name: env.OIDC_NAME,
            issuer: env.OIDC_ISSUER,
            clientId: env.OIDC_CLIENT_ID,
            clientSecret: env.OIDC_CLIENT_SECRET,
            signUp: env.OIDC_SIGN_UP,
          }
        : null,
    operatorTerminal: env.OPERATOR_TERMINAL,
    operatorSocket: env.OPERATOR_SOCKET ?? null,
    isDevelopment: env.NODE_ENV === 'development',
    rateLimit: env.RATE_LIMIT ?? null,
    monitor: env.METRICS_PORT === undefined ? null : { port: env.METRICS_PORT, host: env.METRICS_HOST },
    otlpEndpoint: env.OTEL_EXPORTER_OTLP_ENDPOINT ?? null,
  };
}

/** For the migrations, which need nothing else. */
export function readDatabaseUrl(source: NodeJS.ProcessEnv = process.env): string {
  return parseOrExit(databaseOnly, source).DATABASE_URL;
}

function parseOrExit<T>(schema: z.ZodType<T>, source: NodeJS.ProcessEnv): T {
  // An empty variable is one that is not set, as in docker-compose files.
  const given = Object.fromEntries(Object.entries(source).filter(([, value]) => value !== ''));
  const parsed = schema.safeParse(given);
  if (parsed.success) return parsed.data;
  for (const { path, message } of parsed.error.issues) console.error(`${path.join('.')}: ${message}`);
  process.exit(1);
}
