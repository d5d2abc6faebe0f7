import { HocuspocusProvider, HocuspocusProviderWebsocket } from '@hocuspocus/provider';
import { WebSocket } from 'ws';
import * as Y from 'yjs';
import { z } from 'zod';

const told = z.looseObject({ type: z.string(), mark: z.number().optional() });
export type ToldByServer = z.infer<typeof told>;

/** A page that has an observation open, as far as the server can tell. */
export interface ObservationClient {
  doc: Y.Doc;
  provider: HocuspocusProvider;
  /** Stateless messages, in order. */
  told: ToldByServer[];
  /** Codes of the sockets that were closed. */
  closeCodes: number[];
  /** Resolves when everything that was changed so far is said to be saved. */
  saved(): Promise<void>;
  /** Breaks the connection; changes are kept. */
  disconnect(): void;
  connect(): Promise<void>;
  destroy(): void;
}

export interface ObservationClientOptions {
  /** Of the server: http://127.0.0.1:<port> */
  url: string;
  /** Global id of the subject. */
  subjectId: string;
  token: string;
  cookie?: string;
  doc?: Y.Doc;
}

/** Opens an observation by the real provider; `synced` tells when the document is there. */
export function openObservation({
  url,
  subjectId,
  token,
  cookie,
  doc = new Y.Doc({ gc: false }),
}: ObservationClientOptions): ObservationClient & { synced: Promise<void> } {
  class Socket extends WebSocket {
    constructor(address: string) {
      super(address, cookie === undefined ? {} : { headers: { cookie } });
      // Tests end the server under it.
      this.on('error', () => undefined);
    }
  }
  const websocketProvider = new HocuspocusProviderWebsocket({
    url: `${url.replace('http', 'ws')}/collab`,
    WebSocketPolyfill: Socket,
    delay: 50,
    minDelay: 50,
    maxDelay: 500,
  });
  const messages: ToldByServer[] = [];
  const closeCodes: number[] = [];
  let lastMark = 0;
  let savedMark = 0;
  const waiting = new Map<number, () => void>();
  const provider = new HocuspocusProvider({
    websocketProvider,
    name: subjectId,
    token,
    document: doc,
    onStateless: ({ payload }) => {
      const message = told.parse(JSON.parse(payload));
      messages.push(message);
      if (message.type !== 'saved') return;
      savedMark = message.mark ?? 0;
      for (const [mark, resolve] of waiting)
        if (mark <= savedMark) {
          waiting.delete(mark);
          resolve();
        }
    },
    onClose: ({ event }) => closeCodes.push(event.code),
    // What a socket that is gone had been sent: asked again once the new one is in step.
    onSynced: () => {
      if (lastMark > savedMark) sendMark();
    },
  });
  const sendMark = () => provider.sendStateless(JSON.stringify({ type: 'mark', mark: lastMark }));
  const whenSynced = () =>
    provider.synced
      ? Promise.resolve()
      : new Promise<void>((resolve) => provider.on('synced', () => resolve()));
  const synced = whenSynced();
  provider.attach();
  return {
    doc,
    provider,
    told: messages,
    closeCodes,
    synced,
    saved() {
      lastMark++;
      const mark = lastMark;
      const done = new Promise<void>((resolve) => waiting.set(mark, resolve));
      sendMark();
      return done;
    },
    disconnect: () => websocketProvider.disconnect(),
    async connect() {
      await websocketProvider.connect();
      await whenSynced();
    },
    destroy() {
      provider.destroy();
      websocketProvider.destroy();
    },
  };
}
