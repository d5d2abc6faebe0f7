import { createRandom } from '@asterism/ml/random';
import * as Y from 'yjs';
import { change } from '../../apps/api/src/testing/simulatedEditors.ts';

/** So many edits of ten people, one after the other, as the server would have been sent them. */
export function makeHistory(edits: number, seed: number): Uint8Array[] {
  const random = createRandom(seed);
  const people = Array.from({ length: 10 }, () => new Y.Doc({ gc: false }));
  const updates: Uint8Array[] = [];
  for (const doc of people)
    doc.on('update', (update: Uint8Array, origin: unknown) => {
      if (origin === 'other') return;
      updates.push(update);
      for (const other of people) if (other !== doc) Y.applyUpdate(other, update, 'other');
    });
  // A thing done may be nothing, such as a tag that was there already.
  while (updates.length < edits) {
    const doc = people[random.int(people.length)]!;
    doc.transact(() => change(doc, random));
  }
  return updates.slice(0, edits);
}
