import type { IncomingMessage } from 'node:http';
import { connect } from 'node:net';
import type { Duplex } from 'node:stream';
import type { FastifyInstance } from 'fastify';
import { addressKey, clientAddress } from './limits/clientAddress.ts';
import type { Rates } from './limits/rates.ts';
import type { SocketCounts } from './limits/socketCounts.ts';
import { isOwnOrigin } from './ownOrigin.ts';

/** A WebSocket server that is handed its connections. */
export interface SocketServer {
  accept(request: IncomingMessage, socket: Duplex, head: Buffer): void;
  close(): Promise<void>;
}

export interface UpgradeOptions {
  /** By path. */
  sockets: ReadonlyMap<string, SocketServer>;
  publicUrl: string;
  /** Takes every other path: Next's own socket in development. */
  nextOrigin: string | null;
  trustProxy: boolean;
  rates: Rates;
  socketCounts: SocketCounts;
}

/** The one `upgrade` handler of the server: two on one server would break each other's frames. */
export function addUpgrades(server: FastifyInstance, options: UpgradeOptions): void {
  const { sockets, publicUrl, nextOrigin, trustProxy, rates, socketCounts } = options;
  const upgrade = async (request: IncomingMessage, socket: Duplex, head: Buffer) => {
    const target = sockets.get((request.url ?? '/').split('?', 1)[0]!);
    // Browsers send the origin of the page, and would send our cookie with a foreign page's socket too.
    if (!isOwnOrigin(request.headers, publicUrl)) return refuse(socket, '403 Forbidden');
    const address = addressKey(clientAddress(request, trustProxy));
    const { isExceeded } = await rates.take('address', address);
    if (isExceeded || !socketCounts.open(address)) return refuse(socket, '429 Too Many Requests');
    socket.once('close', () => socketCounts.close(address));
    if (target) target.accept(request, socket, head);
    else if (nextOrigin) pipeTo(new URL(nextOrigin), request, socket, head);
    else refuse(socket, '404 Not Found');
  };
  server.server.on('upgrade', (request: IncomingMessage, socket: Duplex, head: Buffer) => {
    socket.on('error', (error) => server.log.debug({ err: error }, 'socket broke off'));
    upgrade(request, socket, head).catch((error: unknown) => {
      server.log.error({ err: error }, 'a socket could not be opened');
      socket.destroy();
    });
  });
  server.addHook('preClose', async () => {
    for (const socket of sockets.values()) await socket.close();
  });
}

function refuse(socket: Duplex, status: string): void {
  socket.end(`HTTP/1.1 ${status}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`);
}

function pipeTo({ hostname, port }: URL, request: IncomingMessage, socket: Duplex, head: Buffer): void {
  const next = connect(Number(port), hostname, () => {
    const { method, url, rawHeaders } = request;
    const lines = Array.from({ length: rawHeaders.length / 2 }, (_, i) =>
      rawHeaders.slice(2 * i, 2 * i + 2).join(': '),
    );
    next.write(`${method} ${url} HTTP/1.1\r\n${lines.join('\r\n')}\r\n\r\n`);
    next.write(head);
    next.pipe(socket).pipe(next);
  });
  const end = () => {
    next.destroy();
    socket.destroy();
  };
  next.on('error', end);
  socket.on('error', end).on('close', end);
}
