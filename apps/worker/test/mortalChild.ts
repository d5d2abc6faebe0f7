import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { toChild } from '../src/children/messages.ts';
import '../src/child.ts';

// A child that is killed, as by a lack of memory, when it comes to a kind of work that no child was killed at before.

const MORTAL = ['IMPORT', 'ENCODE_IMAGES'];
let blobFolder = '';

process.prependListener('message', (raw) => {
  const message = toChild.parse(raw);
  if (message.type === 'start') blobFolder = message.blobUrl;
  if (message.type !== 'run' || !MORTAL.includes(message.task.kind)) return;
  if (isFirst(message.task.kind)) process.kill(process.pid, 'SIGKILL');
});

function isFirst(kind: string): boolean {
  try {
    writeFileSync(join(blobFolder, `died at ${kind}`), '', { flag: 'wx' });
    return true;
  } catch {
    return false;
  }
}
