import { isDeepStrictEqual } from 'node:util';
import type { DatasetVersion, Db, Experiment } from '@asterism/db';
import {
  type ClusteringParams,
  type ModelParams,
  type PreprocessingParams,
  recommendConfiguration,
} from '@asterism/ml/params';
import { chooseClustering, chooseModel, choosePreprocessing } from './choose.ts';
import { versionFacts } from './data.ts';
import { clusteringOf, modelOf, preprocessingOf } from './records.ts';

/** What an experiment runs that is given nothing but the version, and why. */
export interface Recommendation {
  preprocessing: PreprocessingParams;
  model: ModelParams;
  clustering: ClusteringParams;
  reason: string;
}

/** Null where no experiment can be made of the version, or none without further choices. */
export async function recommendationFor(db: Db, version: DatasetVersion): Promise<Recommendation | null> {
  const dataset = await db.dataset.findUniqueOrThrow({
    where: { id: version.datasetId },
    select: { name: true },
  });
  const { value: facts } = await versionFacts(db, { ...version, dataset });
  if (!facts) return null;
  const { value: preprocessing } = choosePreprocessing(facts, null, []);
  const { value: model } = chooseModel(facts, null, []);
  const { value: clustering } = chooseClustering(facts, null, []);
  if (!preprocessing || !model || !clustering) return null;
  return { preprocessing, model, clustering, reason: recommendConfiguration(facts.look).reason };
}

type Row = Pick<Experiment, 'preprocessing' | 'model' | 'clustering'>;

/** Why an experiment is configured as it is: the recommendation's reason, and what was chosen otherwise. */
export function reasonFor(row: Row, recommendation: Recommendation): string {
  const others = [
    ...differences(preprocessingOf(row), recommendation.preprocessing),
    ...modelDifferences(modelOf(row), recommendation.model),
    ...clusteringDifferences(clusteringOf(row), recommendation.clustering),
  ];
  if (others.length === 0) return `As recommended for these data. ${recommendation.reason}`;
  return `Chosen otherwise than recommended: ${others.join(', ')}. Recommended for these data: ${recommendation.reason}`;
}

/** Of two kinds, their own defaults are no choices. */
function modelDifferences(chosen: ModelParams, recommended: ModelParams): string[] {
  if (chosen.kind !== recommended.kind) return [`model ${chosen.kind}`];
  return differences(chosen, recommended).map((name) => (name === 'params' ? 'model parameters' : name));
}

/** The same of two clusterers. */
function clusteringDifferences(chosen: ClusteringParams, recommended: ClusteringParams): string[] {
  if (chosen.algorithm !== recommended.algorithm) return [`clusterer ${chosen.algorithm}`];
  return differences(chosen, recommended).map((name) => (name === 'params' ? 'clustering' : name));
}

/** Names of what differs. */
function differences(chosen: object, recommended: object): string[] {
  const expected = new Map<string, unknown>(Object.entries(recommended));
  return Object.entries(chosen).flatMap(([name, value]) =>
    isDeepStrictEqual(value, expected.get(name)) ? [] : [words(name)],
  );
}

const words = (name: string): string => name.replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);
