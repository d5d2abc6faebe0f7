import {
  CLUSTERING_ALGORITHMS,
  type ClusteringParams,
  MAIN_PARAMETER,
  type ModelParams,
  type PreprocessingParams,
} from '@asterism/ml/params';
import { z } from 'zod';
import { grouped } from './grouped.ts';

export interface Choice {
  preprocessing: PreprocessingParams;
  model: ModelParams;
  clustering: ClusteringParams;
}

/** What tells a choice from the others: as a whole, and of each of its parts alone, as along the axes of a table. */
export interface ChoiceName {
  name: string;
  /** Without the clusterer: choices that share it share what was trained. */
  trainingName: string;
  modelName: string;
  preparationName: string;
  clustererName: string;
}

type Values = Readonly<Record<string, unknown>>;

/** A name for each choice of a study: its model, and of all the rest what differs between the choices. */
export function choiceNames(choices: readonly Choice[]): ChoiceName[] {
  const models = choices.map(({ model }) => flattened(model));
  const preprocessings = choices.map(({ preprocessing }) => flattened(preprocessing));
  const clusterings = choices.map(({ clustering }) => flattened(clustering));
  // Models of another kind and other clusterers have other parameters: these differ without telling anything.
  const modelKeys = differingBy(models, 'kind');
  const preprocessingKeys = differing(preprocessings);
  const hasClusterers = new Set(clusterings.map(({ algorithm }) => algorithm)).size > 1;
  const clusteringKeys = differingBy(clusterings, 'algorithm');
  return choices.map((_, i) => {
    const [model, preprocessing, clustering] = [models[i]!, preprocessings[i]!, clusterings[i]!];
    const encoder = [
      `${String(model['kind']).replaceAll('_', ' ')} ${model['latentSize']}`,
      ...wordsOf(model, modelKeys.get(model['kind']) ?? [], ['latentSize']),
    ];
    const preparation = wordsOf(preprocessing, preprocessingKeys);
    const clusterer = CLUSTERER.parse(clustering['algorithm']);
    const settings = clusterWords(clustering, clusteringKeys.get(clusterer) ?? []);
    const named = [...(hasClusterers ? [CLUSTERER_WORDS[clusterer]] : []), ...settings];
    return {
      name: [...encoder, ...preparation, ...named].join(' · '),
      trainingName: [...encoder, ...preparation].join(' · '),
      modelName: encoder.join(' · '),
      preparationName: preparation.join(' · ') || valueWords(preprocessing['normalization']),
      clustererName: [CLUSTERER_WORDS[clusterer], ...settings].join(' · '),
    };
  });
}

/** { a: 1, params: { b: [2, 3] } } to { a: 1, b: [2, 3] } */
function flattened(choice: object): Values {
  return Object.fromEntries(
    Object.entries(choice).flatMap(([key, value]) =>
      key === 'params' ? Object.entries(value as object) : [[key, value]],
    ),
  );
}

/** Keys in which choices of the same kind differ, by kind. */
function differingBy(all: readonly Values[], kindKey: string): Map<unknown, string[]> {
  return new Map(
    [...grouped(all, (values) => values[kindKey])].map(([kind, same]) => [kind, differing(same)]),
  );
}

function differing(all: readonly Values[]): string[] {
  const keys = new Set(all.flatMap((values) => Object.keys(values)));
  return [...keys].filter((key) => new Set(all.map((values) => JSON.stringify(values[key]))).size > 1);
}

// These say by themselves what they are of.
const SELF_EVIDENT = new Set([
  'GLOBAL',
  'PER_CHANNEL',
  'POLAR',
  'CARTESIAN',
  'CENTER',
  'ROTATE',
  'DEPROJECT',
]);

function wordsOf(values: Values, keys: readonly string[], said: readonly string[] = []): string[] {
  return keys
    .filter((key) => !said.includes(key) && values[key] !== undefined)
    .map((key) => {
      const value = valueWords(values[key]);
      return SELF_EVIDENT.has(String(values[key])) ? value : `${keyWords(key)} ${value}`;
    });
}

const CLUSTERER = z.enum(CLUSTERING_ALGORITHMS);
const CLUSTERER_WORDS = { KMEANS: 'k-means', GMM: 'GMM', HDBSCAN: 'HDBSCAN' } as const;

function clusterWords(values: Values, keys: readonly string[]): string[] {
  const main = MAIN_PARAMETER[CLUSTERER.parse(values['algorithm'])];
  const isOther = [main, 'scanFrom', 'scanTo'].some((key) => keys.includes(key));
  const value = values[main] ?? `${values['scanFrom']}–${values['scanTo']}`;
  return [
    ...(isOther ? [`${main === 'minClusterSize' ? keyWords(main) : 'k'} ${value}`] : []),
    ...wordsOf(values, keys, [main, 'scanFrom', 'scanTo']),
  ];
}

const keyWords = (key: string): string => key.replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);

function valueWords(value: unknown): string {
  if (Array.isArray(value)) return value.join(' ');
  return typeof value === 'string' ? value.toLowerCase().replaceAll('_', ' ') : String(value);
}
