import { toChild } from '../src/children/messages.ts';
import '../src/child.ts';

// A child that is killed whenever it comes to `poison.fits`, as by a lack of memory, and that falls silent at `hang.fits`,
// as one does that waits for a disk which is gone.

let files: string[] = [];
const dieAt = (fileName: string | undefined): void => {
  if (fileName === 'poison.fits') process.kill(process.pid, 'SIGKILL');
  if (fileName === 'hang.fits') for (;;);
};

process.prependListener('message', (raw) => {
  const message = toChild.parse(raw);
  if (message.type !== 'run' || message.task.kind !== 'IMPORT') return;
  files = message.task.units.map(({ name }) => name);
  dieAt(files[0]);
});

const send = process.send?.bind(process);
process.send = (message: { report?: { type: string } }) => {
  const isFile = message.report?.type === 'file';
  const isSent = send?.(message, undefined, undefined, () => {
    if (!isFile) return;
    files.shift();
    dieAt(files[0]);
  });
  return isSent ?? false;
};
