import { byteChunks, firstBytes } from './bytes.ts';

export type Encoding = 'utf-8' | 'utf-16le' | 'utf-16be' | 'windows-1252';

/**
 * By the byte order mark where there is one; else UTF-8 where all of the file is that, and else Windows-1252, in which
 * every byte is a character.
 */
export async function encodingOf(path: string): Promise<Encoding> {
  const [first, second] = await firstBytes(path, 2);
  if (first === 0xff && second === 0xfe) return 'utf-16le';
  if (first === 0xfe && second === 0xff) return 'utf-16be';
  const decoder = new TextDecoder('utf-8', { fatal: true });
  try {
    for await (const chunk of byteChunks(path)) decoder.decode(chunk, { stream: true });
    decoder.decode();
    return 'utf-8';
  } catch (error) {
    if (error instanceof TypeError) return 'windows-1252';
    throw error;
  }
}

/** A file's text in pieces, without its byte order mark. */
export async function* textChunks(path: string, encoding: Encoding): AsyncGenerator<string> {
  const decoder = new TextDecoder(encoding);
  for await (const chunk of byteChunks(path)) yield decoder.decode(chunk, { stream: true });
  yield decoder.decode();
}
