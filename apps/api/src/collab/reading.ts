import type { Prisma } from '@asterism/db';
import { readFields, readText, sampleIndexes } from '@asterism/observation';
import { toMarkdown } from '@asterism/observation/markdown';
import type * as Y from 'yjs';

/** What of a document is kept on the row of its observation, where everything but the editor reads it. */
export function readDocument(doc: Y.Doc): Prisma.ObservationUpdateInput {
  const text = readText(doc);
  const { representatives, counterExamples, ...said } = readFields(doc);
  return {
    ...said,
    representativeIds: representatives,
    counterExampleIds: counterExamples,
    markdown: toMarkdown(text),
    mentionedIndexes: sampleIndexes(text),
  };
}
