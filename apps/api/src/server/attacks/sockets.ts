import { once } from 'node:events';
import { WebSocket } from 'ws';
import { z } from 'zod';
import type { Attack, Target } from './target.ts';

const message = z.looseObject({
  type: z.string(),
  payload: z.array(z.looseObject({ extensions: z.looseObject({ code: z.string() }).optional() })).optional(),
});

const open = ({ url }: Target, headers: Record<string, string> = {}): WebSocket =>
  new WebSocket(`${url.replace('http', 'ws')}/graphql`, 'graphql-transport-ws', { headers });

async function acknowledged(target: Target): Promise<WebSocket> {
  const socket = open(target);
  await once(socket, 'open');
  socket.send(
    JSON.stringify({ type: 'connection_init', payload: { authorization: `Bearer ${target.token}` } }),
  );
  await once(socket, 'message');
  return socket;
}

/** How a socket that is not wanted ends: its close code, or the status that it was refused with. */
const ending = (socket: WebSocket): Promise<string> =>
  new Promise((resolve) => {
    socket.on('close', (code) => resolve(String(code)));
    socket.on('error', (error) => resolve(/\d{3}$/.exec(error.message)?.[0] ?? error.message));
  });

export const socketAttacks: readonly Attack[] = [
  {
    name: 'a flood of 10,000 subscriptions on one socket',
    expected: 'RATE_LIMITED TOO_MANY_SUBSCRIPTIONS',
    run: async (target) => {
      const socket = await acknowledged(target);
      const codes = new Set<string>();
      const query = `subscription { workspaceProgress(workspace: ${JSON.stringify(target.slug)}) { sequence } }`;
      let refused = 0;
      await new Promise<void>((resolve) => {
        socket.on('message', (data) => {
          const { type, payload } = message.parse(JSON.parse(String(data)));
          if (type !== 'error') return;
          for (const { extensions } of payload ?? []) if (extensions) codes.add(extensions.code);
          if (++refused === 9000) resolve();
        });
        for (let i = 0; i < 10_000; i++)
          socket.send(JSON.stringify({ id: String(i), type: 'subscribe', payload: { query } }));
      });
      socket.terminate();
      await once(socket, 'close');
      return [...codes].sort().join(' ');
    },
  },
  {
    name: '600 sockets of one user',
    expected: '4403',
    run: async (target) => {
      const sockets = Array.from({ length: 600 }, () => open(target));
      const ends = new Set<string>();
      let settled = 0;
      await new Promise<void>((resolve) => {
        const settle = () => (++settled === sockets.length ? resolve() : undefined);
        for (const socket of sockets) {
          socket.on('open', () =>
            socket.send(
              JSON.stringify({
                type: 'connection_init',
                payload: { authorization: `Bearer ${target.token}` },
              }),
            ),
          );
          socket.once('message', () => settle());
          void ending(socket).then((end) => {
            if (end === '1006') return;
            ends.add(end);
            settle();
          });
        }
      });
      for (const socket of sockets) socket.terminate();
      return [...ends].sort().join(' ');
    },
  },
  {
    name: 'a socket of a foreign page',
    expected: '403',
    run: (target) => ending(open(target, { origin: 'https://evil.example', cookie: 'a=b' })),
  },
  {
    name: 'a message of 2 MB',
    expected: '1009',
    run: async (target) => {
      const socket = await acknowledged(target);
      const end = ending(socket);
      socket.send(' '.repeat(2 << 20));
      return end;
    },
  },
  {
    name: 'a message that is none',
    expected: '4400',
    run: async (target) => {
      const socket = await acknowledged(target);
      const end = ending(socket);
      socket.send(Buffer.from([0, 255, 0, 255]));
      return end;
    },
  },
  {
    name: 'a subscription before anybody is known',
    expected: '4401',
    run: async (target) => {
      const socket = open(target);
      await once(socket, 'open');
      const end = ending(socket);
      socket.send(JSON.stringify({ id: '1', type: 'subscribe', payload: { query: '{ __typename }' } }));
      return end;
    },
  },
];
