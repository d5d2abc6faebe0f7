import { type DestinationStream, type Logger, pino } from 'pino';

export interface LogOptions {
  level: string;
  /** What every line says: which process this is. */
  base: Record<string, unknown>;
}

const SECRET_KEYS = [
  'authorization',
  'cookie',
  'set-cookie',
  'password',
  'secret',
  'secretHash',
  'token',
  'accessToken',
  'refreshToken',
  'idToken',
  'databaseUrl',
];
// An error holds a request, that holds headers, those hold the secret: nothing that is logged lies deeper.
const DEPTH = 4;

/**
 * A pino log from which secrets are left out: values under the names of secrets, and what looks like one in any text
 * (tokens, passwords in addresses, one-time links), since a message or a stack may quote what it failed at.
 */
export function createLog({ level, base }: LogOptions, destination?: DestinationStream): Logger {
  const options = {
    level,
    base,
    redact: { paths: secretPaths(), censor: HIDDEN },
    hooks: { streamWrite: hideSecrets },
  };
  return pino(options, destination ?? pino.destination(BESIDE_THE_WORK));
}

// Many lines by one write, at the latest after so many ms: a write for each request's line was a twentieth of what its
// answer costs. What is left when the process ends is written then.
const BESIDE_THE_WORK = { dest: 1, sync: false, minLength: 4096, periodicFlush: 100 };

const HIDDEN = '[hidden]';

function secretPaths(): string[] {
  const prefixes = Array.from({ length: DEPTH }, (_, depth) => '*.'.repeat(depth));
  return prefixes.flatMap((prefix) =>
    SECRET_KEYS.map((key) =>
      key.includes('-') ? `${prefix.replace(/\.$/, '')}["${key}"]` : `${prefix}${key}`,
    ),
  );
}

// What stands before a secret, which is kept, and the secret.
const SECRETS = [
  /()\bast_[A-Za-z0-9_-]{43}/g,
  /(\bBearer +)[^\s"\\,;]+/gi,
  /(\b[a-z][a-z0-9+.-]*:\/\/[^\s:/@"\\]*:)[^\s/@"\\]+(?=@)/gi,
  /([?&](?:token|secret|code|state|key|password)=)[^&\s"\\#]+/gi,
];

/** The text with every secret in it replaced. */
export function hideSecrets(text: string): string {
  return SECRETS.reduce((hidden, pattern) => hidden.replace(pattern, `$1${HIDDEN}`), text);
}
