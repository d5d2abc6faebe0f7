import { readFields, writeFields } from '@asterism/observation';
import type { Doc } from 'yjs';

type ListName = 'tags' | 'representatives' | 'counterExamples';

/** Changes a list of the fields as `before` was changed to `after`: what others added or took out meanwhile stays so. */
export function changeList(
  doc: Doc,
  list: ListName,
  before: readonly string[],
  after: readonly string[],
): void {
  const kept = readFields(doc)[list].filter((entry) => after.includes(entry) || !before.includes(entry));
  const added = after.filter((entry) => !before.includes(entry));
  writeFields(doc, { [list]: [...new Set([...kept, ...added])] });
}
