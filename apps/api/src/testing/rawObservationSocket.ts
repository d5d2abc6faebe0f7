import { once } from 'node:events';
import { createDecoder, readVarString, readVarUint } from 'lib0/decoding';
import {
  createEncoder,
  type Encoder,
  toUint8Array,
  writeVarString,
  writeVarUint,
  writeVarUint8Array,
} from 'lib0/encoding';
import { WebSocket } from 'ws';
import { z } from 'zod';

// As Hocuspocus numbers its messages.
export const SYNC = 0;
export const AWARENESS = 1;
export const AUTH = 2;
export const SYNC_REPLY = 4;
export const STATELESS = 5;
export const BROADCAST_STATELESS = 6;
export const STEP_2 = 1;
export const UPDATE = 2;

const stateless = z.looseObject({
  type: z.string(),
  code: z.string().optional(),
  mark: z.number().optional(),
});

/** A socket that sends what no page would. */
export interface RawSocket {
  socket: WebSocket;
  /** Stateless messages that came, in order. */
  told: z.infer<typeof stateless>[];
  /** With the name of the document before it. */
  send(type: number, write?: (encoder: Encoder) => void): void;
  update(update: Uint8Array, kind?: { type: number; step: number }): void;
  /** The first exchange, with nothing to give; resolves when the mark after it is answered. */
  getInStep(): Promise<void>;
  /** The code by which the socket was closed. */
  closed: Promise<number>;
}

export async function openRawSocket(
  url: string,
  { name, token, origin }: { name: string; token: string | null; origin?: string },
): Promise<RawSocket> {
  const socket = new WebSocket(`${url.replace('http', 'ws')}/collab`, { ...(origin && { origin }) });
  const told: RawSocket['told'] = [];
  const closed = new Promise<number>((resolve) => socket.once('close', resolve));
  socket.on('message', (data: Buffer) => {
    const decoder = createDecoder(data);
    readVarString(decoder);
    if (readVarUint(decoder) === STATELESS) told.push(stateless.parse(JSON.parse(readVarString(decoder))));
  });
  await once(socket, 'open');
  const send: RawSocket['send'] = (type, write) => {
    const encoder = createEncoder();
    writeVarString(encoder, name);
    writeVarUint(encoder, type);
    write?.(encoder);
    socket.send(toUint8Array(encoder));
  };
  if (token !== null)
    send(AUTH, (encoder) => {
      writeVarUint(encoder, 0);
      writeVarString(encoder, token);
    });
  const update: RawSocket['update'] = (bytes, { type, step } = { type: SYNC, step: UPDATE }) =>
    send(type, (encoder) => {
      writeVarUint(encoder, step);
      writeVarUint8Array(encoder, bytes);
    });
  return {
    socket,
    told,
    send,
    update,
    async getInStep() {
      update(new Uint8Array([0, 0]), { type: SYNC, step: STEP_2 });
      const answered = new Promise<void>((resolve) => {
        const look = () => {
          if (!told.some(({ mark }) => mark === 0)) return;
          socket.off('message', look);
          resolve();
        };
        socket.on('message', look);
      });
      send(STATELESS, (encoder) => writeVarString(encoder, JSON.stringify({ type: 'mark', mark: 0 })));
      await Promise.race([answered, closed]);
    },
    closed,
  };
}
