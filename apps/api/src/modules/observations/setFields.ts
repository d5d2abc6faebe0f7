import type { Db } from '@asterism/db';
import { CONFIDENCES, KINDS, MOST_ENTRIES, MOST_LABEL_CHARACTERS, writeFields } from '@asterism/observation';
import { z } from 'zod';
import { rowId } from '../../builder.ts';
import type { Context } from '../../context.ts';
import { done, notDone, type Outcome, type Problem, problem, problemsOf } from '../../problem.ts';
import { editableSubject, readRow, subjectNotFound, taken, tellOf } from './editable.ts';
import type { ObservationRow } from './row.ts';
import type { Subject } from './subject.ts';

const words = z.string().trim().max(MOST_LABEL_CHARACTERS);
const sampleIds = z.array(z.string()).max(MOST_ENTRIES).nullish();
const setting = z.object({
  label: words.nullish(),
  confidence: z.enum(CONFIDENCES).nullish(),
  kind: z.enum(KINDS).nullish(),
  tags: z.array(words.min(1)).max(MOST_ENTRIES).nullish(),
  representativeIds: sampleIds,
  counterExampleIds: sampleIds,
});

/**
 * Sets fields in the document that everybody has open; what is left out stays. Problems: SUBJECT_NOT_FOUND,
 * SAMPLE_NOT_FOUND for what is no sample of the subject's data set version, values that cannot be. Throws FORBIDDEN for a
 * viewer.
 */
export async function setObservationFields(
  context: Context,
  { subjectId, ...input }: z.input<typeof setting> & { subjectId: string },
): Promise<Outcome<ObservationRow>> {
  const editable = await editableSubject(context, subjectId);
  if (!editable) return notDone(subjectNotFound());
  const parsed = setting.safeParse(input);
  if (!parsed.success) return notDone(...problemsOf(parsed.error));
  const { representativeIds, counterExampleIds, tags, ...said } = parsed.data;
  const { subject, caller } = editable;
  const problems = await sampleProblems(context.services.db, subject, {
    representativeIds,
    counterExampleIds,
  });
  if (problems.length > 0) return notDone(...problems);
  const fields = {
    ...said,
    tags: listed(tags),
    representatives: listed(representativeIds)?.map(sampleId),
    counterExamples: listed(counterExampleIds)?.map(sampleId),
  };
  const set = await taken(
    context.services.observations.edit(subject, caller.user.id, (doc) => writeFields(doc, fields)),
    'subjectId',
  );
  if (!set.value) return set;
  const { observationId } = set.value;
  await tellOf(context, caller, { observationId, verb: 'wrote' });
  return done(await readRow(context, observationId));
}

const sampleId = (globalId: string): string => rowId('Sample', globalId) ?? '';

/** Null empties a list. */
const listed = (list: string[] | null | undefined): string[] | undefined => (list === null ? [] : list);

async function sampleProblems(
  db: Db,
  subject: Subject,
  lists: Readonly<Record<string, string[] | null | undefined>>,
): Promise<Problem[]> {
  const named = Object.entries(lists).flatMap(([name, list]) =>
    (list ?? []).map((globalId, place) => ({ id: sampleId(globalId), path: [name, place] as const })),
  );
  if (named.length === 0) return [];
  const rows = await db.sample.findMany({
    where: { id: { in: named.map(({ id }) => id) }, versionId: { in: await versionIdsOf(db, subject) } },
    select: { id: true },
  });
  const known = new Set(rows.map(({ id }) => id));
  return named
    .filter(({ id }) => !known.has(id))
    .map(({ path }) =>
      problem('SAMPLE_NOT_FOUND', 'There is no such sample in the data set version.', ...path),
    );
}

async function versionIdsOf(db: Db, { type, id }: Subject): Promise<string[]> {
  const select = { datasetVersionId: true } as const;
  switch (type) {
    case 'Cluster':
      return versionsOf(await db.experiment.findMany({ where: { clusters: { some: { id } } }, select }));
    case 'Experiment':
      return versionsOf(await db.experiment.findMany({ where: { id }, select }));
    case 'Study':
      return versionsOf(await db.study.findMany({ where: { id }, select }));
    case 'Comparison':
      return versionsOf(
        await db.experiment.findMany({ where: { comparisons: { some: { comparisonId: id } } }, select }),
      );
  }
}

const versionsOf = (rows: readonly { datasetVersionId: string }[]): string[] =>
  rows.map(({ datasetVersionId }) => datasetVersionId);
