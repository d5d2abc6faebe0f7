import {
  type ClusteringAlgorithm,
  MAIN_PARAMETER,
  type ModelKind,
  modelParams,
  type PreprocessingParams,
  type ProjectionKind,
  preprocessingParams,
  scanRangeFor,
} from '@asterism/ml/params';
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
  algorithm: ClusteringAlgorithm;
  /** Whether the clusterer's main parameter is scanned or fixed. */
  clusterCount: 'SCAN' | 'FIXED';
  fixedValue: number | string;
  scanFrom: number | string;
  scanTo: number | string;
  /** What was changed of the clusterer's other parameters. */
  clusterParams: Record<string, ParamValue>;
  projections: ProjectionKind[];
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

/** What the server recommends for a version, as far as the form goes by it. */
export interface Recommended {
  preprocessing: Preparation;
  model: Omit<ModelValues, 'params'>;
  clustering: { scanFrom: number; scanTo: number };
}

/** Where nothing is recommended: the server will say what is wrong with the version. */
export const NOTHING_RECOMMENDED: Recommended = {
  preprocessing: preprocessingParams.parse({ channels: [0] }),
  model: modelParams.parse({ kind: 'CONV' }),
  clustering: scanRangeFor('KMEANS', 0),
};

type ModelValues = Pick<
  NewExperimentValues,
  'kind' | 'latentSize' | 'epochs' | 'batchSize' | 'learningRate' | 'params'
>;

/** A model as it is recommended for the data, or with its own defaults: each wants other epochs and batches. */
export function modelValues(kind: ModelKind, { model }: Pick<Recommended, 'model'>): ModelValues {
  const { latentSize, epochs, batchSize, learningRate } =
    kind === model.kind ? model : modelParams.parse({ kind });
  return { kind, latentSize, epochs, batchSize, learningRate, params: {} };
}

/** A clusterer with what suits so many samples. */
export function clusterValues(
  algorithm: ClusteringAlgorithm,
  sampleCount: number,
): Pick<NewExperimentValues, 'algorithm' | 'fixedValue' | 'scanFrom' | 'scanTo' | 'clusterParams'> {
  const { scanFrom, scanTo } = scanRangeFor(algorithm, sampleCount);
  return {
    algorithm,
    fixedValue: algorithm === 'HDBSCAN' ? scanFrom : 3,
    scanFrom,
    scanTo,
    clusterParams: {},
  };
}

// t-SNE and UMAP of so many take some seconds, and nobody has to ask for them first.
const MAPPED_WITHOUT_ASKING = 2000;
const FEWEST_FOR_UMAP = 3;

/** Every map where it costs little, else the one that is quick. */
export const suitedProjections = (sampleCount: number): ProjectionKind[] =>
  sampleCount >= FEWEST_FOR_UMAP && sampleCount <= MAPPED_WITHOUT_ASKING ? ['PCA', 'TSNE', 'UMAP'] : ['PCA'];

/** The preparation that is recommended, without what else the answer holds. */
export function recommendedPreparation({ preprocessing }: Recommended): Preparation {
  const { channels, normalization, alignment, geometry, stretch } = preprocessing;
  const { lowerPercentile, upperPercentile, size } = preprocessing;
  return {
    channels: [...channels],
    normalization,
    alignment,
    geometry,
    stretch,
    lowerPercentile,
    upperPercentile,
    size,
  };
}

/** The form as it opens: what the product recommends, and every value works. */
export function recommendedForm(recommended: Recommended, sampleCount: number): NewExperimentValues {
  return {
    ...modelValues(recommended.model.kind, recommended),
    name: '',
    ...recommendedPreparation(recommended),
    ...clusterValues('KMEANS', sampleCount),
    clusterCount: 'SCAN',
    projections: suitedProjections(sampleCount),
    scanFrom: recommended.clustering.scanFrom,
    scanTo: recommended.clustering.scanTo,
    seed: 0,
  };
}

/** The channels that the address names (`0.2`), as far as there are such; else those that are recommended. */
export function chosenChannels(
  channelCount: number | null | undefined,
  recommended: readonly number[],
  named: string | null,
): number[] {
  const wanted = (named ?? '').split('.').filter((part) => /^\d{1,4}$/.test(part));
  const there = [...new Set(wanted.map(Number))].filter((channel) => channel < (channelCount ?? 1));
  return there.length > 0 ? there.sort((a, b) => a - b) : [...recommended];
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
      algorithm: form.algorithm,
      scanFrom: number(form.scanFrom),
      scanTo: number(form.scanTo),
      params: {
        ...form.clusterParams,
        ...(form.clusterCount === 'FIXED'
          ? { [MAIN_PARAMETER[form.algorithm]]: number(form.fixedValue) }
          : {}),
      },
    },
    projections: form.projections,
  };
}

/** The first problem at or below a place of the input. */
export function problemAt(
  problems: readonly { message: string; path?: readonly string[] | null }[],
  ...place: string[]
): string | undefined {
  return problems.find(({ path }) => path && place.every((part, i) => path[i] === part))?.message;
}

const PLACES = ['model', 'preprocessing', 'clustering', 'projections', 'name', 'seed', 'datasetVersionId'];

/** Problems that belong to no field of the form. */
export function generalProblems<P extends { path?: readonly string[] | null }>(problems: readonly P[]): P[] {
  return problems.filter(
    ({ path }) => !path?.[0] || !PLACES.includes(path[0]) || path[0] === 'datasetVersionId',
  );
}
