import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { toChild } from '../src/children/messages.ts';
import type { Task } from '../src/children/tasks.ts';
import '../src/child.ts';

// A child that is killed, as by a lack of memory, in the middle of clustering or drawing a map: when it first tells how far
// it is, and no child was killed at the same algorithm before.

let blobFolder = '';
let algorithm: string | null = null;

process.prependListener('message', (raw) => {
  const message = toChild.parse(raw);
  if (message.type === 'start') blobFolder = message.blobUrl;
  if (message.type === 'run') algorithm = algorithmOf(message.task);
});

function algorithmOf(task: Task): string | null {
  if (task.kind === 'CLUSTER') return task.clustering.algorithm;
  return task.kind === 'PROJECT' ? task.projection : null;
}

const send = process.send?.bind(process);
process.send = (message: { report?: { type: string } }) => {
  const isMortal = message.report?.type === 'progress' && algorithm !== null && isFirst();
  const isSent = send?.(message, undefined, undefined, () => {
    if (isMortal) process.kill(process.pid, 'SIGKILL');
  });
  return isSent ?? false;
};

function isFirst(): boolean {
  try {
    writeFileSync(join(blobFolder, `died in ${algorithm}`), '', { flag: 'wx' });
    return true;
  } catch {
    return false;
  }
}
