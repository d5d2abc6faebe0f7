import { type ModelKind, modelParams, type PreprocessingParams } from '@asterism/ml/params';
import type { CreateExperimentInput, PreprocessingInput } from '../../gql/graphql.ts';
import type { ParamValue } from './paramFields.ts';

/** The form's fields. Numbers may be empty or wrong while they are typed: the server says so at their place. */
export interface NewExperimentValues {
  name: string;
  channels: number[];
  normalization: PreprocessingParams['normalization'];
  alignment: PreprocessingParams['alignment'];
  geometry: PreprocessingParams['geometry'];
  stretch: PreprocessingParams['stretch'];
  lowerPercentile: number | string;
  upperPercentile: number | string;
  size: number | string;
  kind: ModelKind;
  latentSize: number | string;
  epochs: number | string;
  batchSize: number | string;
  learningRate: number | string;
  /** What was changed of the model's own parameters. */
  params: Record<string, ParamValue>;
  clusterCount: 'SCAN' | 'FIXED';
  nClusters: number | string;
  scanFrom: number | string;
  scanTo: number | string;
  seed: number | string;
}

/** The part of the form that says what is done to the pixels. */
export type Preparation = Pick<
  NewExperimentValues,
  | 'channels'
  | 'normalization'
  | 'alignment'
  | 'geometry'
  | 'stretch'
  | 'lowerPercentile'
  | 'upperPercentile'
  | 'size'
>;

export const DEFAULT_PREPARATION: Preparation = {
  channels: [0],
  normalization: 'PER_CHANNEL',
  alignment: 'NONE',
  geometry: 'CARTESIAN',
  stretch: 'LINEAR',
  lowerPercentile: 0,
  upperPercentile: 100,
  size: 128,
};

type ModelValues = Pick<
  NewExperimentValues,
  'kind' | 'latentSize' | 'epochs' | 'batchSize' | 'learningRate' | 'params'
>;

/** A model with what is recommended for it: a contrastive one wants other epochs and batches than the rest. */
export function defaultModel(kind: ModelKind): ModelValues {
  const { latentSize, epochs, batchSize, learningRate } = modelParams.parse({ kind });
  return { kind, latentSize, epochs, batchSize, learningRate, params: {} };
}

/** What the product recommends; every value works. */
export function defaultForm(channels: number[] = [0]): NewExperimentValues {
  return {
    ...defaultModel('CONV'),
    name: '',
    ...DEFAULT_PREPARATION,
    channels,
    clusterCount: 'SCAN',
    nClusters: 3,
    scanFrom: 2,
    scanTo: 6,
    seed: 0,
  };
}

interface VersionChannels {
  channelCount?: number | null;
  channelReport?: { keep: readonly number[] } | null;
}

/** The channels that the address names (`0.2`), else those that the version's channel report would keep. */
export function chosenChannels(
  { channelCount, channelReport }: VersionChannels,
  named: string | null,
): number[] {
  const wanted = (named ?? '').split('.').filter((part) => /^\d{1,4}$/.test(part));
  const there = [...new Set(wanted.map(Number))].filter((channel) => channel < (channelCount ?? 1));
  if (there.length > 0) return there.sort((a, b) => a - b);
  return [...(channelReport?.keep ?? [0])];
}

// A field that is no number goes as 0, which the server refuses at its place.
const number = (value: number | string): number => (typeof value === 'number' ? value : Number(value) || 0);

/** The API's input for the preparation alone. */
export function toPreprocessing(form: Preparation): PreprocessingInput {
  const { channels, normalization, alignment, geometry, stretch } = form;
  return {
    channels,
    normalization,
    alignment,
    geometry,
    stretch,
    lowerPercentile: number(form.lowerPercentile),
    upperPercentile: number(form.upperPercentile),
    size: number(form.size),
  };
}

/** The API's input. */
export function toInput(
  form: NewExperimentValues,
  workspace: string,
  datasetVersionId: string,
): CreateExperimentInput {
  return {
    workspace,
    datasetVersionId,
    seed: number(form.seed),
    ...(form.name.trim() ? { name: form.name.trim() } : {}),
    preprocessing: toPreprocessing(form),
    model: {
      kind: form.kind,
      latentSize: number(form.latentSize),
      epochs: number(form.epochs),
      batchSize: number(form.batchSize),
      learningRate: number(form.learningRate),
      ...(Object.keys(form.params).length > 0 ? { params: form.params } : {}),
    },
    clustering: {
      algorithm: 'KMEANS',
      scanFrom: number(form.scanFrom),
      scanTo: number(form.scanTo),
      ...(form.clusterCount === 'FIXED' ? { params: { nClusters: number(form.nClusters) } } : {}),
    },
  };
}

/** The first problem at or below a place of the input. */
export function problemAt(
  problems: readonly { message: string; path?: readonly string[] | null }[],
  ...place: string[]
): string | undefined {
  return problems.find(({ path }) => path && place.every((part, i) => path[i] === part))?.message;
}

const PLACES = ['model', 'preprocessing', 'clustering', 'name', 'seed', 'datasetVersionId'];

/** Problems that belong to no field of the form. */
export function generalProblems<P extends { path?: readonly string[] | null }>(problems: readonly P[]): P[] {
  return problems.filter(
    ({ path }) => !path?.[0] || !PLACES.includes(path[0]) || path[0] === 'datasetVersionId',
  );
}
