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
import type { Flood } from './flood.ts';
import type { CollabLimits } from './limits.ts';
import type { Member, OpenObservation } from './openObservation.ts';
import { documentFull, type Refusal, unreadable } from './refusal.ts';

export interface ConversationOptions {
  connection: Connection;
  observation: OpenObservation;
  member: Member;
  limits: CollabLimits;
  flood: Flood;
  refuse: (refusal: Refusal) => void;
  /** Nothing can be stored for this socket any more. */
  leave: () => void;
}

// A whole document may be the answer, of tens of milliseconds.
const SYNC_COSTS = 500;

const stateless = z.strictObject({ type: z.literal('mark'), mark: z.int().min(0) });

/**
 * What one socket says of a document that it has open. Each message is checked and applied before the next one is looked
 * at, so that a mark stands behind what was sent before it; Hocuspocus' own way there goes through promises.
 */
export class Conversation {
  readonly #options: ConversationOptions;
  readonly #patience: NodeJS.Timeout;
  /**
   * How many changes came before the first exchange was over; null since. They may build upon some that were lost with an
   * earlier socket, and Yjs would keep them in the document, where nobody stores them. The exchange brings all of them.
   */
  #early: number | null = 0;
  /** The last mark that could not be answered yet. */
  #mark: number | null = null;
  #caret: number | null = null;
  #hasEnded = false;

  constructor(options: ConversationOptions) {
    this.#options = options;
    const { limits, refuse } = options;
    this.#patience = setTimeout(() => refuse(changesMissing), limits.patienceSeconds * 1000);
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
    if (this.#caret !== null) this.#options.observation.owners.delete(this.#caret);
  }

  #takeSync(data: Uint8Array, message: IncomingMessage): Refusal | null {
    const type = message.readVarUint();
    if (type === messageYjsSyncStep1) return this.#answerSync(data);
    if (type !== messageYjsSyncStep2 && type !== messageYjsUpdate) return unreadable;
    if (this.#early !== null && type === messageYjsUpdate) {
      this.#early++;
      return null;
    }
    const refusal = this.#takeUpdate(message.readVarUint8Array());
    if (refusal || this.#early === null) return refusal;
    for (; this.#early > 0; this.#early--) this.#tellApplied();
    this.#early = null;
    clearTimeout(this.#patience);
    this.#answerMark();
    return null;
  }

  #answerSync(data: Uint8Array): Refusal | null {
    const { connection, observation, flood } = this.#options;
    const refusal = flood.take(0, SYNC_COSTS);
    if (refusal) return refusal;
    const message = new IncomingMessage(data);
    message.writeVarString(message.readVarString());
    new MessageReceiver(message).apply(observation.document, connection);
    return null;
  }

  #takeUpdate(update: Uint8Array): Refusal | null {
    const { connection, observation, member, limits } = this.#options;
    const { document } = observation;
    const verdict = checkUpdate(update, document, limits);
    if (verdict.kind === 'refused') return verdict.refusal;
    if (verdict.kind === 'unfounded') return changesMissing;
    if (member.isReadOnly && !Y.snapshotContainsUpdate(Y.snapshot(document), update)) return readOnly;
    if (observation.bytes + update.byteLength > limits.documentBytes)
      return documentFull(limits.documentBytes);
    if (verdict.characters > 0 && observation.characters + verdict.characters > limits.textCharacters)
      return {
        code: 'TEXT_TOO_LONG',
        message: `A text may have ${limits.textCharacters.toLocaleString('en')} characters, and this change is longer than what is left. Make it shorter.`,
      };
    observation.characters += verdict.characters;
    Y.applyUpdate(document, update, connection);
    this.#tellApplied();
    return null;
  }

  /** The provider counts changes that the server has not applied. */
  #tellApplied(): void {
    const { connection, observation } = this.#options;
    connection.send(new OutgoingMessage(observation.document.name).writeSyncStatus(true).toUint8Array());
  }

  #takeMark(payload: string): Refusal | null {
    const parsed = stateless.safeParse(parseJson(payload));
    if (!parsed.success) return unreadable;
    this.#mark = parsed.data.mark;
    this.#answerMark();
    return null;
  }

  #answerMark(): void {
    if (this.#mark === null || this.#early !== null) return;
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
