import type { Prisma } from '@asterism/db';
import { mentionedUsers, readFields, readText, sampleIndexes } from '@asterism/observation';
import { toMarkdown } from '@asterism/observation/markdown';
import type * as Y from 'yjs';

export interface Reading {
  /** What is kept on the row of the observation, where everything but the editor reads it. */
  row: Prisma.ObservationUpdateInput;
  /** Ids of those whom the text mentions, as it has them. */
  mentioned: string[];
}

/** What a document says. */
export function readDocument(doc: Y.Doc): Reading {
  const text = readText(doc);
  const { representatives, counterExamples, ...said } = readFields(doc);
  return {
    row: {
      ...said,
      representativeIds: representatives,
      counterExampleIds: counterExamples,
      markdown: toMarkdown(text),
      mentionedIndexes: sampleIndexes(text),
    },
    mentioned: mentionedUsers(text),
  };
}
