import type { Experiment } from '@asterism/db';
import { type LabelAgreement, labelAgreement } from '@asterism/ml/compare';
import type { Context } from '../../context.ts';

// A table that can be read; names of objects are no labels.
const NAMES_MAXIMUM = 50;

/** How an experiment's clusters agree with a catalogue's column; see `Experiment.agreement`. */
export async function agreement(
  { services: { db }, loaders }: Context,
  { id, datasetVersionId }: Experiment,
  column: string,
): Promise<LabelAgreement | null> {
  const clusters = await loaders.clusters.load(id);
  const labels = clusters.flatMap(({ label, memberIndexes }) =>
    memberIndexes.map((index): [number, number] => [index, label]),
  );
  const known = await db.$queryRaw<{ index: number; name: string }[]>`
    SELECT index, values ->> ${column} AS name FROM "SampleCatalogue"
    WHERE "versionId" = ${datasetVersionId} AND coalesce(values ->> ${column}, '') <> ''`;
  if (labels.length === 0 || new Set(known.map(({ name }) => name)).size > NAMES_MAXIMUM) return null;
  const names = new Map(known.map(({ index, name }) => [index, name]));
  return labelAgreement(
    labels.map(([, label]) => label),
    labels.map(([index]) => names.get(index) ?? null),
  );
}
