import { type Connection, IncomingMessage, MessageType, OutgoingMessage } from '@hocuspocus/server';
import type { FastifyBaseLogger } from 'fastify';
import { subjectNamed } from '../modules/observations/subject.ts';
import { Conversation } from './conversation.ts';
import { Flood } from './flood.ts';
import type { GatedSocket } from './gatedSocket.ts';
import type { CollabLimits } from './limits.ts';
import type { Member, OpenObservation } from './openObservation.ts';
import { notFound, type Refusal, unreadable } from './refusal.ts';

/** Says who a socket is of and what it may do with the document, or why it may not come in. */
export type Admit = (token: string, documentName: string) => Promise<Member | Refusal>;

export interface GateOptions {
  socket: GatedSocket;
  admit: Admit;
  limits: CollabLimits;
  log: Pick<FastifyBaseLogger, 'warn' | 'error'>;
}

const LAST_WORDS_MS = 2000;
// "Try again later" of RFC 6455's registry.
const TRY_LATER = 1013;
const TOO_LARGE = 1009;
const REFUSED = 4400;
// The provider sends what its document has of whom: some bytes for each who ever wrote.
const UNKNOWN_BYTES = 256 << 10;

/** Takes every message of one socket. Hocuspocus is left the greeting, the document and what is sent to the others. */
export class Gate {
  readonly #options: GateOptions;
  readonly #flood: Flood;
  readonly #patience: NodeJS.Timeout;
  #documentName: string | null = null;
  #member: Member | null = null;
  /** Null before the document is there. */
  #conversation: Conversation | null = null;
  /** Messages that came before. */
  #waiting: Buffer[] = [];
  #waitingBytes = 0;
  #isClosed = false;

  constructor(options: GateOptions) {
    const { socket, limits } = options;
    this.#options = options;
    this.#flood = new Flood(limits);
    this.#patience = setTimeout(
      () =>
        this.refuse({
          code: 'NOT_SIGNED_IN_TIME',
          message: `A socket says whose it is within ${limits.patienceSeconds} s. Connect again.`,
        }),
      limits.patienceSeconds * 1000,
    );
    socket.gate = (data, isBinary) => this.#take(data, isBinary);
    socket.onTooLarge = () =>
      this.refuse({
        code: 'MESSAGE_TOO_LARGE',
        message: `A message may have ${limits.messageBytes} bytes.`,
        closeCode: TOO_LARGE,
      });
    socket.once('close', () => this.#end());
  }

  get member(): Member | null {
    return this.#member;
  }

  /** Asks who it is; null where that was refused. */
  async admit(token: string, documentName: string): Promise<Member | null> {
    try {
      const admitted = await this.#options.admit(token, documentName);
      if (this.#isClosed) return null;
      if ('code' in admitted) {
        this.refuse(admitted);
        return null;
      }
      this.#member = admitted;
      return admitted;
    } catch (error) {
      this.#options.log.error({ err: error }, 'a socket could not be admitted');
      this.leave();
      return null;
    }
  }

  /** The document is there: what came meanwhile is heard. */
  opened(connection: Connection, observation: OpenObservation): void {
    const member = this.#member;
    if (this.#isClosed || !member) return;
    clearTimeout(this.#patience);
    this.#conversation = new Conversation({
      connection,
      observation,
      member,
      limits: this.#options.limits,
      flood: this.#flood,
      refuse: (refusal) => this.refuse(refusal),
      leave: () => this.leave(),
    });
    for (const message of this.#waiting.splice(0)) this.#hear(this.#conversation, message);
  }

  /** Closes in a way after which clients connect again. */
  leave(): void {
    this.#options.socket.close(TRY_LATER, 'Connect again in a moment.');
    this.#end();
  }

  /** Says why, and closes. */
  refuse({ code, message, closeCode = REFUSED }: Refusal): void {
    if (this.#isClosed) return;
    const { socket, log } = this.#options;
    const name = this.#documentName ?? '';
    log.warn({ code, userId: this.#member?.user.id ?? null, document: name }, 'a socket was refused');
    const words = JSON.stringify({ type: 'refused', code, message });
    socket.send(new OutgoingMessage(name).writeStateless(words).toUint8Array());
    this.#end();
    // Of what is too large the library closes by itself.
    if (closeCode !== TOO_LARGE) socket.close(closeCode, code);
    setTimeout(() => socket.terminate(), LAST_WORDS_MS).unref();
  }

  #end(): void {
    this.#isClosed = true;
    clearTimeout(this.#patience);
    this.#waiting = [];
    this.#conversation?.end();
  }

  #take(data: Buffer, isBinary: boolean): void {
    if (this.#isClosed) return;
    const refusal = this.#flood.take(data.byteLength) ?? (isBinary ? null : unreadable);
    if (refusal) this.refuse(refusal);
    else if (this.#conversation) this.#hear(this.#conversation, data);
    else this.#greet(data);
  }

  #hear(conversation: Conversation, data: Buffer): void {
    if (this.#isClosed) return;
    let refusal: Refusal | null;
    try {
      refusal = conversation.take(data);
    } catch (error) {
      this.#options.log.error({ err: error }, 'a message of a socket could not be handled');
      refusal = unreadable;
    }
    if (refusal) this.refuse(refusal);
  }

  /** The first message says whose the socket is: Hocuspocus asks for that and loads the document. */
  #greet(data: Buffer): void {
    let greeting: { name: string; type: number };
    try {
      const message = new IncomingMessage(data);
      greeting = { name: message.readVarString(), type: message.readVarUint() };
    } catch {
      this.refuse(unreadable);
      return;
    }
    if (this.#documentName === null && greeting.type === MessageType.Auth) {
      // Hocuspocus keeps what it knows of a name under that name in an object, which has a __proto__.
      if (!subjectNamed(greeting.name)) {
        this.refuse(notFound);
        return;
      }
      this.#documentName = greeting.name;
      this.#options.socket.pass(data);
      return;
    }
    this.#waiting.push(data);
    this.#waitingBytes += data.byteLength;
    if (!this.#member && this.#waitingBytes > UNKNOWN_BYTES)
      this.refuse({
        code: 'MESSAGE_TOO_LARGE',
        message: `Before a socket says whose it is it may send ${UNKNOWN_BYTES} bytes.`,
      });
  }
}
