import type { AddressInfo } from 'node:net';
import { SMTPServer } from 'smtp-server';

export interface ReceivedLetter {
  from: string;
  to: string[];
  /** As it came over the line, headers and all. */
  raw: string;
}

export interface TestMail {
  url: string;
  letters: ReceivedLetter[];
  /** The letter after so many; rejects where none comes in ten seconds. */
  letter(number: number): Promise<ReceivedLetter>;
  /** From now on no letter is taken. */
  refuse(): void;
  close(): Promise<void>;
}

const PATIENCE_MS = 10_000;

/** A mail server on loopback that keeps what it is sent. `onLetter` is told of each, with its number from 1. */
export async function startMail(
  onLetter: (letter: ReceivedLetter, number: number) => void = () => undefined,
): Promise<TestMail> {
  const letters: ReceivedLetter[] = [];
  const waiting = new Set<() => void>();
  let refuses = false;
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    onRcptTo: (_address, _session, done) => done(refuses ? new Error('No such mailbox here') : null),
    onData(stream, { envelope }, done) {
      const parts: Buffer[] = [];
      stream.on('data', (part: Buffer) => parts.push(part));
      stream.on('end', () => {
        const letter = {
          from: envelope.mailFrom ? envelope.mailFrom.address : '',
          to: envelope.rcptTo.map(({ address }) => address),
          raw: Buffer.concat(parts).toString(),
        };
        letters.push(letter);
        onLetter(letter, letters.length);
        for (const wake of waiting) wake();
        done();
      });
    },
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.server.address() as AddressInfo;
  return {
    url: `smtp://127.0.0.1:${port}`,
    letters,
    refuse: () => {
      refuses = true;
    },
    async letter(number) {
      const until = AbortSignal.timeout(PATIENCE_MS);
      while (letters.length < number) {
        until.throwIfAborted();
        await new Promise<void>((resolve) => {
          waiting.add(resolve);
          until.addEventListener('abort', () => resolve(), { once: true });
        });
      }
      return letters[number - 1]!;
    },
    close: () => new Promise((resolve) => server.close(resolve)),
  };
}

/** What its reader sees: long lines were folded for the way. */
export function textOf({ raw }: ReceivedLetter): string {
  const body = raw.slice(raw.indexOf('\r\n\r\n'));
  return body.replaceAll(/=\r?\n/g, '').replaceAll('=3D', '=');
}

/** The first address in a letter. */
export function addressIn(letter: ReceivedLetter): string {
  const found = /https?:\/\/\S+/.exec(textOf(letter))?.[0];
  if (!found) throw new Error(`No address in ${letter.raw}`);
  return found;
}
