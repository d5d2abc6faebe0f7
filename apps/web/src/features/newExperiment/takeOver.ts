import { clusteringParams, MAIN_PARAMETER, modelParams, projectionKind } from '@asterism/ml/params';
import { z } from 'zod';
import type { StartingExperimentQuery } from '../../gql/graphql.ts';
import {
  type ClustererValues,
  type FormValues,
  type ModelValues,
  preparationValues,
  suitedProjections,
} from './values.ts';

export type StartingExperiment = NonNullable<StartingExperimentQuery['experiments']>['edges'][number]['node'];

const settings = z.record(
  z.string(),
  z.union([z.string(), z.number(), z.boolean(), z.array(z.number()), z.null()]),
);

/** A model's choices, as what differs from its defaults. */
export function takeModel(given: unknown): ModelValues {
  const { kind, latentSize, epochs, batchSize, learningRate, params } = modelParams.parse(given);
  const usual = settings.parse(modelParams.parse({ kind }).params);
  return {
    kind,
    latentSize,
    epochs,
    batchSize,
    learningRate,
    params: differing(settings.parse(params), usual),
  };
}

/** A clusterer's choices, its main parameter apart. */
export function takeClusterer(given: unknown): ClustererValues {
  const { algorithm, params, scanFrom, scanTo } = clusteringParams.parse(given);
  const main = MAIN_PARAMETER[algorithm];
  const { [main]: fixed, ...others } = settings.parse(params);
  const usual = settings.parse(clusteringParams.parse({ algorithm }).params);
  return {
    algorithm,
    clusterCount: typeof fixed === 'number' ? 'FIXED' : 'SCAN',
    fixedValues: typeof fixed === 'number' ? fixed : algorithm === 'HDBSCAN' ? scanFrom : 3,
    scanFrom,
    scanTo,
    params: differing(others, usual),
  };
}

type Settings = z.infer<typeof settings>;

const differing = (params: Settings, usual: Settings): Settings =>
  Object.fromEntries(
    Object.entries(params).filter(
      ([name, value]) => JSON.stringify(value) !== JSON.stringify(usual[name] ?? null),
    ),
  );

const MODEL_FIELDS = ['kind', 'latentSize', 'epochs', 'batchSize', 'learningRate', 'params'] as const;
const CLUSTERING_FIELDS = ['algorithm', 'params', 'scanFrom', 'scanTo'] as const;

// An answer names the type of each object besides, which is no choice.
const pick = <T, K extends keyof T>(object: T, fields: readonly K[]) =>
  Object.fromEntries(fields.map((field) => [field, object[field]]));

/** All of an experiment's choices; null where it has no model of its own, its latents being brought from elsewhere. */
export function takeExperiment(experiment: StartingExperiment, sampleCount: number): FormValues | null {
  const { preprocessing, model, clustering, stages, seed } = experiment;
  if (!preprocessing || !model) return null;
  const maps = stages.flatMap(({ projection }) => projectionKind.safeParse(projection).data ?? []);
  return {
    isStudy: false,
    name: '',
    ...preparationValues(preprocessing),
    models: [takeModel(pick(model, MODEL_FIELDS))],
    clusterers: [takeClusterer(pick(clustering, CLUSTERING_FIELDS))],
    // Those of an experiment that was not planned yet are not told.
    projections: maps.length > 0 ? maps : suitedProjections(sampleCount),
    seeds: seed,
  };
}
