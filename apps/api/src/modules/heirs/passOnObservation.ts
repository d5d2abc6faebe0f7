import type { Cluster, Experiment } from '@asterism/db';
import {
  MOST_CHARACTERS,
  type ObservationFields,
  passOn,
  readFields,
  readText,
  sampleIndexes,
  writeFields,
  writeText,
} from '@asterism/observation';
import { MarkdownError, toMarkdown } from '@asterism/observation/markdown';
import type * as Y from 'yjs';
import type { Context } from '../../context.ts';
import { type Renumbered, renumber } from './renumber.ts';

export type PlacedCluster = Cluster & { experiment: Experiment & { datasetVersion: { number: number } } };

type Text = ReturnType<typeof readText>;

/**
 * Writes what one cluster's observation says into that of another, as an edit of the document that everybody has open.
 * Throws MarkdownError where both together are too long.
 */
export async function passOnObservation(
  { services: { db, observations } }: Context,
  from: PlacedCluster,
  to: PlacedCluster,
  userId: string,
): Promise<{ observationId: string }> {
  const said = await readLive();
  const { representatives, counterExamples } = said.fields;
  const renumbered = await renumber(
    db,
    { from: from.experiment.datasetVersionId, to: to.experiment.datasetVersionId },
    { indexes: sampleIndexes(said.text), sampleIds: [...representatives, ...counterExamples] },
  );
  return observations.edit({ type: 'Cluster', id: to.id }, userId, (doc) =>
    write(doc, said, from, renumbered),
  );

  /** As it is now, with what is being typed. */
  async function readLive(): Promise<Said> {
    let said: Said | null = null;
    await observations.edit({ type: 'Cluster', id: from.id }, userId, (doc) => {
      said = { text: readText(doc), fields: readFields(doc) };
    });
    if (!said) throw new Error('The observation was not read.');
    return said;
  }
}

interface Said {
  text: Text;
  fields: ObservationFields;
}

function write(
  doc: Y.Doc,
  { text, fields }: Said,
  from: PlacedCluster,
  { indexOf, sampleOf }: Renumbered,
): void {
  const whole = passOn(readText(doc), text, {
    experimentNumber: from.experiment.number,
    clusterName: `cluster ${from.label}`,
    indexOf,
    missingName: (index) => `sample ${index} of version ${from.experiment.datasetVersion.number}`,
  });
  const characters = toMarkdown(whole).length;
  if (characters > MOST_CHARACTERS)
    throw new MarkdownError(
      'TEXT_TOO_LONG',
      `Both texts together have ${characters} characters, at most ${MOST_CHARACTERS} are kept. Shorten one of them.`,
    );
  writeText(doc, whole);
  writeFields(doc, fieldsAfter(readFields(doc), fields, sampleOf));
}

/** What the heir says stays; what it does not say, and entries of lists, are added. */
function fieldsAfter(
  own: ObservationFields,
  passed: ObservationFields,
  sampleOf: (id: string) => string | null,
): ObservationFields {
  const samples = (ids: readonly string[]) => ids.map(sampleOf).filter((id) => id !== null);
  const both = (first: readonly string[], second: readonly string[]) => [...new Set([...first, ...second])];
  return {
    label: own.label ?? passed.label,
    confidence: own.confidence ?? passed.confidence,
    kind: own.kind ?? passed.kind,
    tags: both(own.tags, passed.tags),
    representatives: both(own.representatives, samples(passed.representatives)),
    counterExamples: both(own.counterExamples, samples(passed.counterExamples)),
  };
}
