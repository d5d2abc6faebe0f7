import type { Cluster, Db, Experiment } from '@asterism/db';
import { ASSOCIATION_SAMPLES_MAXIMUM, type Association, associationsOf } from '@asterism/ml/associations';
import { createRandom } from '@asterism/ml/random';
import type { Context } from '../../context.ts';
import { preprocessingOf } from '../experiments/records.ts';
import { drawLabelled } from './drawLabelled.ts';
import { readFacts } from './readFacts.ts';

// Of a clustering some kilobytes of sentences each.
const KEPT = 200;
const SEED = 0;

/** What a clustering follows, and which samples told it. */
export interface FoundAssociations {
  associations: Association[];
  extent: AssociationExtent;
}

export interface AssociationExtent {
  /** Samples that have a label, noise among them. */
  totalCount: number;
  /** Those that were looked at. */
  sampleCount: number;
  /** Those of them that are noise, and so in no group. */
  noiseCount: number;
  /** What they were drawn by; null where all were looked at. */
  seed: number | null;
}

/** Finds what clusterings follow, each once for as long as its catalogue stays, and one at a time. */
export interface AssociationDesk {
  find(experiment: Experiment, clusters: readonly Cluster[], catalogue: string): Promise<FoundAssociations>;
}

/**
 * They are found when somebody looks and not kept with the clustering: a catalogue may be attached long after. That
 * takes some ten milliseconds for 150 samples and a second or two at most, in turns that leave others theirs.
 */
export function openAssociationDesk(db: Db): AssociationDesk {
  const found = new Map<string, Promise<FoundAssociations>>();
  let last: Promise<unknown> = Promise.resolve();
  return {
    find(experiment, clusters, catalogue) {
      // A retried experiment has clusters of other ids.
      const key = `${clusters[0]?.id} ${catalogue}`;
      const known = found.get(key);
      if (known) return known;
      const task = last.then(() => findAssociations(db, experiment, clusters));
      // The next one only waits for this one's end; whoever asked for it is told of a failure.
      last = task.catch(() => undefined);
      // Whoever asks again after a failure is to have another try.
      task.catch(() => found.delete(key));
      found.set(key, task);
      for (const oldest of found.keys()) {
        if (found.size <= KEPT) break;
        found.delete(oldest);
      }
      return task;
    },
  };
}

/** What an experiment's clusters follow, warnings first; null while there are no clusters. */
export async function associations(
  { services, loaders }: Context,
  experiment: Experiment,
): Promise<FoundAssociations | null> {
  const clusters = await loaders.clusters.load(experiment.id);
  if (clusters.length === 0) return null;
  const files = await loaders.catalogueFiles.load(experiment.datasetVersionId);
  return services.associations.find(experiment, clusters, files.map(({ id }) => id).join(' '));
}

async function findAssociations(
  db: Db,
  experiment: Experiment,
  clusters: readonly Cluster[],
): Promise<FoundAssociations> {
  const random = createRandom(SEED);
  // Only of so many is everything read.
  const { drawn, totalCount } = drawLabelled(clusters, ASSOCIATION_SAMPLES_MAXIMUM, random);
  const facts = await readFacts(db, {
    versionId: experiment.datasetVersionId,
    channel: preprocessingOf(experiment).channels[0] ?? 0,
    indexes: drawn.map(({ index }) => index),
  });
  const { associations, noiseCount, sampleCount } = await associationsOf(
    drawn.map(({ label }) => label),
    facts,
    { random },
  );
  const seed = sampleCount < totalCount ? SEED : null;
  return { associations, extent: { totalCount, sampleCount, noiseCount, seed } };
}
