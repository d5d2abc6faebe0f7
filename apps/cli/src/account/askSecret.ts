import { createInterface } from 'node:readline/promises';
import { type Readable, Writable } from 'node:stream';
import { text } from 'node:stream/consumers';
import { CommandFailure, EXIT } from '../failure.ts';
import type { TextStream } from '../output.ts';

/** Where a secret comes from: a terminal, which shows nothing of it, or a pipe. */
export interface SecretSource {
  input: Readable & { isTTY?: boolean };
  prompt: TextStream;
}

/** Asks at a terminal; else takes all that the pipe holds. Throws CommandFailure where that is nothing. */
export async function askSecret(question: string, { input, prompt }: SecretSource): Promise<string> {
  const answer = (await (input.isTTY ? askUnseen(question, input, prompt) : text(input))).trim();
  if (!answer)
    throw new CommandFailure('No token was given: type it, or pipe it in from a file.', EXIT.misused);
  return answer;
}

async function askUnseen(question: string, input: Readable, prompt: TextStream): Promise<string> {
  // The terminal is in raw mode while it is read, so that what is typed is shown only by what readline writes.
  const nowhere = new Writable({ write: (_chunk, _encoding, done) => done() });
  const reader = createInterface({ input, output: nowhere, terminal: true });
  const interrupted = new AbortController();
  reader.once('SIGINT', () => interrupted.abort());
  reader.once('close', () => interrupted.abort());
  prompt.write(question);
  try {
    return await reader.question('', { signal: interrupted.signal });
  } catch (error) {
    if (interrupted.signal.aborted) throw new CommandFailure('No token was given.', EXIT.misused);
    throw error;
  } finally {
    reader.close();
    prompt.write('\n');
  }
}
