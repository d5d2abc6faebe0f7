import type { Prisma } from '@asterism/db';
import { mentionedUsers, readFields, readText, sampleIndexes } from '@asterism/observation';
import { toMarkdown } from '@asterism/observation/markdown';
import type * as Y from 'yjs';

export interface Reading {
  /** What is kept on the row of the observation, where everything but the editor reads it. */
  row: Pick<
    Prisma.ObservationUncheckedUpdateInput,
    | 'markdown'
    | 'label'
    | 'confidence'
    | 'kind'
    | 'tags'
    | 'representativeIds'
    | 'counterExampleIds'
    | 'mentionedIndexes'
  >;
  mentionedUserIds: string[];
  characters: number;
}

/** What a document says, as everybody but the editor has it. */
export function readDocument(doc: Y.Doc): Reading {
  const text = readText(doc);
  const { label, confidence, kind, tags, representatives, counterExamples } = readFields(doc);
  return {
    row: {
      markdown: toMarkdown(text),
      label,
      confidence,
      kind,
      tags,
      representativeIds: representatives,
      counterExampleIds: counterExamples,
      mentionedIndexes: sampleIndexes(text),
    },
    mentionedUserIds: mentionedUsers(text),
    characters: text.textContent.length,
  };
}
