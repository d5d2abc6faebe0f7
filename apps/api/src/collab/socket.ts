import type { FastifyBaseLogger } from 'fastify';
import { WebSocketServer } from 'ws';
import type { Authenticate } from '../auth/authenticate.ts';
import { type Caller, mayWrite, membershipById } from '../auth/caller.ts';
import type { Services } from '../context.ts';
import { findSubject } from '../modules/observations/subject.ts';
import { headersOf } from '../server/callerOf.ts';
import type { SocketCounts } from '../server/limits/socketCounts.ts';
import { endSlowSockets } from '../server/slowSockets.ts';
import type { SocketServer } from '../server/upgrade.ts';
import { WatchedSockets } from '../server/watchedSockets.ts';
import { type Admit, Gate } from './gate.ts';
import { GatedSocket } from './gatedSocket.ts';
import { notFound, type Refusal } from './refusal.ts';

export interface CollabSocketOptions {
  services: Pick<Services, 'db' | 'events' | 'limits' | 'now' | 'observations'>;
  authenticate: Authenticate;
  socketCounts: SocketCounts;
  log: FastifyBaseLogger;
}

const notKnown: Refusal = {
  code: 'UNAUTHENTICATED',
  message: 'Sign in, or send an API token.',
  closeCode: 4401,
};
// "Service restart" of RFC 6455's registry: clients connect again by themselves.
const RESTART = 1012;

/** The socket of observations, for whoever has an API token, or the session cookie of the request that opened it. */
export function createCollabSocket({
  services,
  authenticate,
  socketCounts,
  log,
}: CollabSocketOptions): SocketServer {
  const { db, events, limits, now, observations } = services;
  const watched = new WatchedSockets({ authenticate, now, log, isOther: mayDoOtherThings });
  const unlisten = events.onAccessChange((userId) => watched.check(userId));
  const sockets = new WebSocketServer({
    noServer: true,
    maxPayload: observations.limits.messageBytes,
    WebSocket: GatedSocket,
  });
  const endWatch = endSlowSockets({
    sockets: () => sockets.clients,
    unreadSeconds: limits.unreadSeconds,
    unreadBytes: observations.limits.unreadBytes,
  });

  const admitTo =
    (socket: GatedSocket, cookies: Headers): Admit =>
    async (token, documentName) => {
      const headers = new Headers(cookies);
      if (token !== '') headers.set('authorization', `Bearer ${token}`);
      const caller = await watched.admit(socket, headers);
      if (!caller) return notKnown;
      const subject = await findSubject(db, documentName);
      const membership = subject && membershipById(caller, subject.workspaceId);
      if (!membership) return notFound;
      // No subscriptions: of one socket of this kind there is one document.
      const connection = { subscriptions: {} };
      if (socket.readyState !== socket.OPEN) return notFound;
      if (!socketCounts.join(caller.user.id, connection))
        return {
          code: 'TOO_MANY_SOCKETS',
          message: `The limit is ${limits.socketsPerUser} sockets of one user.`,
          closeCode: 4429,
        };
      socket.once('close', () => socketCounts.leave(caller.user.id, connection));
      return { user: caller.user, isReadOnly: caller.scope === 'READ' || !mayWrite(membership) };
    };

  return {
    accept: (request, stream, head) =>
      sockets.handleUpgrade(request, stream, head, (socket) => {
        const admit = admitTo(socket, headersOf(request.headers));
        const gate = new Gate({ socket, admit, limits: observations.limits, log });
        socket.on('error', (error) => log.debug({ err: error }, 'a socket of an observation broke off'));
        socket.once('close', () => watched.forget(socket));
        observations.connect(socket, request, gate);
      }),
    async close() {
      unlisten();
      watched.close();
      endWatch();
      for (const socket of sockets.clients) socket.close(RESTART, 'Connect again in a moment.');
      await ended(sockets);
    },
  };
}

interface Closing {
  readonly clients: Iterable<GatedSocket>;
  close(done: () => void): void;
}

// A client that does not answer is not waited for: what it sent is stored or was never acknowledged.
const LAST_WORDS_MS = 1000;

async function ended(sockets: Closing): Promise<void> {
  const closed = new Promise<void>((resolve) => sockets.close(() => resolve()));
  const timer = setTimeout(() => {
    for (const socket of sockets.clients) socket.terminate();
  }, LAST_WORDS_MS);
  await closed;
  clearTimeout(timer);
}

/** Whether somebody sees other workspaces than before, or may do other things in one. */
function mayDoOtherThings(before: Caller, after: Caller): boolean {
  return before.memberships.some(
    ({ workspaceId, role }) => membershipById(after, workspaceId)?.role !== role,
  );
}
