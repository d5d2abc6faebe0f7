import type { FastifyBaseLogger } from 'fastify';
import type { Authenticate } from '../auth/authenticate.ts';
import type { Caller } from '../auth/caller.ts';

/** What of a WebSocket is needed to end it. */
interface Closable {
  close(code: number, reason: string): void;
}

interface OpenSocket {
  headers: Headers;
  /** Null while it is being found out. */
  caller: Caller | null;
  /** Something changed while it was being found out. */
  isStale: boolean;
}

export interface WatchedSocketsOptions {
  authenticate: Authenticate;
  now: () => Date;
  log: FastifyBaseLogger;
  /** Whether a socket is to end because its caller is another than before; usually where a workspace is no longer seen. */
  isOther?: (before: Caller, after: Caller) => boolean;
  /** How often tokens and sessions that have run out are looked for. */
  sweepEveryMs?: number;
}

// graphql-ws has 4401 for whoever is not known; its client does not try again after it, as it does after 4403.
const NOT_KNOWN = 4401;
const OTHER_ACCESS = 4403;
const TRY_LATER = 1013;

/**
 * The sockets that are open, each with whom it is of: they end when their token or session does, and when a workspace is
 * no longer to be seen.
 */
export class WatchedSockets {
  readonly #options: WatchedSocketsOptions;
  readonly #sockets = new Map<Closable, OpenSocket>();
  readonly #sweep: NodeJS.Timeout;

  constructor(options: WatchedSocketsOptions) {
    this.#options = options;
    this.#sweep = setInterval(() => this.#endExpired(), options.sweepEveryMs ?? 5000);
  }

  /** Who is known by these headers; the socket is then watched until it is forgotten. Null where nobody is. */
  async admit(socket: Closable, headers: Headers): Promise<Caller | null> {
    const open: OpenSocket = { headers, caller: null, isStale: false };
    this.#sockets.set(socket, open);
    do {
      open.isStale = false;
      open.caller = null;
      const caller = await this.#options.authenticate(headers);
      if (!caller) {
        this.#sockets.delete(socket);
        return null;
      }
      open.caller = caller;
    } while (open.isStale);
    return open.caller;
  }

  forget(socket: Closable): void {
    this.#sockets.delete(socket);
  }

  /** Looks again at the sockets of a user whose access changed; with null at all of them. */
  check(userId: string | null): void {
    for (const [socket, open] of this.#sockets) {
      if (!open.caller) open.isStale = true;
      else if (userId === null || open.caller.user.id === userId)
        void this.#checkOne(socket, open, open.caller);
    }
  }

  close(): void {
    clearInterval(this.#sweep);
  }

  #endExpired(): void {
    const now = this.#options.now();
    for (const [socket, open] of this.#sockets) {
      const expiresAt = open.caller?.credential.expiresAt;
      if (open.caller && expiresAt && expiresAt <= now) void this.#checkOne(socket, open, open.caller);
    }
  }

  async #checkOne(socket: Closable, open: OpenSocket, before: Caller): Promise<void> {
    try {
      const caller = await this.#options.authenticate(open.headers);
      if (!caller) socket.close(NOT_KNOWN, this.#reason(before));
      else if ((this.#options.isOther ?? hasLostWorkspace)(before, caller))
        socket.close(OTHER_ACCESS, 'What you may see has changed. Connect again.');
      else open.caller = caller;
    } catch (error) {
      this.#options.log.error({ err: error }, 'an open socket could not be checked');
      socket.close(TRY_LATER, 'Connect again in a moment.');
    }
  }

  #reason({ credential: { kind, expiresAt } }: Caller): string {
    const hasRunOut = expiresAt !== null && expiresAt <= this.#options.now();
    if (kind === 'session') return hasRunOut ? 'Your session has run out.' : 'You are signed out.';
    return hasRunOut ? 'The API token has run out.' : 'The API token was revoked.';
  }
}

/** Subscriptions only look, so that another role in the same workspace changes nothing for them. */
function hasLostWorkspace(before: Caller, after: Caller): boolean {
  const left = new Set(after.memberships.map(({ workspaceId }) => workspaceId));
  return before.memberships.some(({ workspaceId }) => !left.has(workspaceId));
}
