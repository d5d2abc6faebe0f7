import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

// One link and what is around it.
const MOST_CHARACTERS = 2000;
const PATIENCE_MS = 5000;

/**
 * Where the API says what is for whoever sits at this terminal, when it has no channel to its parent: from the sources a
 * watcher stands between the two. A socket in a folder that is this user's alone; a path to one may have 104 characters,
 * so that the data folder is no place for it.
 * @param {(message: unknown) => void} onMessage
 * @returns {Promise<{ path: string, close(): void }>}
 */
export async function openOperatorSocket(onMessage) {
  const folder = mkdtempSync(join(tmpdir(), 'asterism-'));
  const path = join(folder, 'operator');
  const server = createServer((socket) => {
    let text = '';
    socket.setEncoding('utf8');
    socket.setTimeout(PATIENCE_MS, () => socket.destroy());
    socket.on('data', (part) => {
      text += part;
      if (text.length > MOST_CHARACTERS) socket.destroy();
    });
    // What broke off, or is no message, says nothing to anybody.
    socket.on('error', () => socket.destroy());
    socket.on('end', () => {
      const message = parsed(text);
      if (message !== undefined) onMessage(message);
    });
  });
  await new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(path, () => resolve(undefined));
  });
  return {
    path,
    close() {
      server.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

function parsed(/** @type {string} */ text) {
  try {
    return JSON.parse(text);
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}
