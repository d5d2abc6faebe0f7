import {
  type Connection,
  IncomingMessage,
  MessageReceiver,
  MessageType,
  OutgoingMessage,
} from '@hocuspocus/server';
import { applyAwarenessUpdate } from 'y-protocols/awareness';
import { messageYjsSyncStep1, messageYjsSyncStep2, messageYjsUpdate } from 'y-protocols/sync';
import * as Y from 'yjs';
import { z } from 'zod';
import { encodeGlobalId } from '../globalId.ts';
import { ownCaret } from './awareness.ts';
import { checkUpdate } from './checkUpdate.ts';
import type { CollabLimits } from './limits.ts';
import type { Member, OpenObservation } from './openObservation.ts';
import { type Refusal, unreadable } from './refusal.ts';

export interface ConversationOptions {
  connection: Connection;
  observation: OpenObservation;
  member: Member;
  limits: CollabLimits;
  refuse: (refusal: Refusal) => void;
  /** Nothing can be stored for this socket any more. */
  leave: () => void;
}

const stateless = z.strictObject({ type: z.literal('mark'), mark: z.int().min(0) });

/**
 * What one socket says of a document that it has open. Each message is checked and applied before the next one is looked
 * at, so that a mark stands behind what was sent before it; Hocuspocus' own way there goes through promises.
 */
export class Conversation {
  readonly #options: ConversationOptions;
  /** Changes, merged, that build upon some that have not come. */
  #unfounded: Uint8Array | null = null;
  #patience: NodeJS.Timeout | undefined;
  /** The first exchange is over: the document has what the page had when it came. */
  #isInStep = false;
  /** The last mark that could not be answered yet. */
  #mark: number | null = null;
  #caret: number | null = null;
  #hasEnded = false;

  constructor(options: ConversationOptions) {
    this.#options = options;
  }

  /** Takes a message; the result is why the socket is to be closed. Throws where the message cannot be read. */
  take(data: Uint8Array): Refusal | null {
    const { document } = this.#options.observation;
    const message = new IncomingMessage(data);
    // One document a socket: what it may do is that of one workspace.
    if (message.readVarString() !== document.name) return unreadable;
    switch (message.readVarUint()) {
      case MessageType.Sync:
      case MessageType.SyncReply:
        return this.#takeSync(data, message);
      case MessageType.Awareness:
        return this.#takeCaret(message.readVarUint8Array());
      case MessageType.Stateless:
        return this.#takeMark(message.readVarString());
      case MessageType.CLOSE:
        this.#options.connection.webSocket.close(1000);
        return null;
      // Known already; and carets are sent unasked.
      case MessageType.Auth:
      case MessageType.QueryAwareness:
        return null;
      default:
        return unreadable;
    }
  }

  end(): void {
    this.#hasEnded = true;
    clearTimeout(this.#patience);
    this.#unfounded = null;
    if (this.#caret !== null) this.#options.observation.owners.delete(this.#caret);
  }

  #takeSync(data: Uint8Array, message: IncomingMessage): Refusal | null {
    const { connection, observation } = this.#options;
    const type = message.readVarUint();
    if (type === messageYjsSyncStep1) {
      const whole = new IncomingMessage(data);
      whole.writeVarString(whole.readVarString());
      new MessageReceiver(whole).apply(observation.document, connection);
      return null;
    }
    if (type !== messageYjsSyncStep2 && type !== messageYjsUpdate) return unreadable;
    const refusal = this.#takeUpdate(message.readVarUint8Array());
    if (refusal) return refusal;
    if (type === messageYjsSyncStep2) this.#isInStep = true;
    this.#answerMark();
    return null;
  }

  #takeUpdate(given: Uint8Array): Refusal | null {
    const { connection, observation, member, limits } = this.#options;
    const { document } = observation;
    const update = this.#unfounded ? Y.mergeUpdates([this.#unfounded, given]) : given;
    const verdict = checkUpdate(update, document, limits);
    if (verdict.kind === 'refused') return verdict.refusal;
    if (verdict.kind === 'unfounded') return this.#keep(update);
    if (member.isReadOnly && !Y.snapshotContainsUpdate(Y.snapshot(document), update)) return readOnly;
    if (observation.bytes + update.byteLength > limits.documentBytes)
      return {
        code: 'DOCUMENT_FULL',
        message: `An observation may have ${limits.documentBytes} bytes with its history. Write on in another.`,
      };
    this.#unfounded = null;
    clearTimeout(this.#patience);
    Y.applyUpdate(document, update, connection);
    connection.send(new OutgoingMessage(document.name).writeSyncStatus(true).toUint8Array());
    return null;
  }

  /**
   * Until what it builds upon comes, as it does with the first exchange. Yjs would keep it in the document, where nobody
   * stores it.
   */
  #keep(update: Uint8Array): Refusal | null {
    const { limits, refuse } = this.#options;
    if (update.byteLength > limits.messageBytes)
      return { code: 'MESSAGE_TOO_LARGE', message: `A message may have ${limits.messageBytes} bytes.` };
    if (!this.#unfounded)
      this.#patience = setTimeout(() => refuse(changesMissing), limits.patienceSeconds * 1000);
    this.#unfounded = update;
    return null;
  }

  #takeMark(payload: string): Refusal | null {
    const parsed = stateless.safeParse(parseJson(payload));
    if (!parsed.success) return unreadable;
    this.#mark = parsed.data.mark;
    this.#answerMark();
    return null;
  }

  /** A page may have lost, with an earlier socket, what it sent before the mark: the first exchange brings it. */
  #answerMark(): void {
    if (this.#mark === null || !this.#isInStep || this.#unfounded) return;
    const { connection, observation, leave } = this.#options;
    const mark = this.#mark;
    this.#mark = null;
    observation.changes.stored().then(
      () => {
        if (!this.#hasEnded) connection.sendStateless(JSON.stringify({ type: 'saved', mark }));
      },
      () => leave(),
    );
  }

  #takeCaret(update: Uint8Array): Refusal | null {
    const { connection, observation, member, limits } = this.#options;
    const { document, owners } = observation;
    const user = { id: encodeGlobalId('User', member.user.id), name: member.user.name };
    const { awareness } = document;
    const own = this.#caret;
    const caret = ownCaret(update, { awareness, own, user, owners, maxBytes: limits.awarenessBytes });
    if (caret === null) return null;
    if ('code' in caret) return caret;
    this.#caret = caret.client;
    owners.set(caret.client, user.id);
    applyAwarenessUpdate(awareness, caret.update, connection.webSocket);
    return null;
  }
}

const readOnly: Refusal = {
  code: 'READ_ONLY',
  message: 'You may look at this observation, not change it. Ask an owner to make you an editor.',
  closeCode: 4403,
};

const changesMissing: Refusal = {
  code: 'CHANGES_MISSING',
  message: 'Changes came without those that they build upon. Load the page again.',
};

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
