import {
  ALIGNMENTS,
  CLUSTERING_ALGORITHMS,
  type ClusteringAlgorithm,
  GEOMETRIES,
  MODEL_DEFAULTS,
  MODEL_KINDS,
  type ModelKind,
  NORMALIZATIONS,
  PREPROCESSING_DEFAULTS,
  PROJECTION_KINDS,
  type PreprocessingParams,
  type ProjectionKind,
  STRETCHES,
  scanRangeFor,
} from '@asterism/ml/params';
import * as z from 'zod/mini';

// Numbers may be empty or wrong while they are typed: the server says so at their place.
const typed = z.union([z.number(), z.string()]);
const param = z.union([z.string(), z.number(), z.boolean(), z.array(z.number()), z.null()]);
const params = z.record(z.string(), param);

const modelValues = z.object({
  kind: z.enum(MODEL_KINDS),
  latentSize: typed,
  epochs: typed,
  batchSize: typed,
  learningRate: typed,
  /** What was changed of the model's own parameters. */
  params,
});
const clustererValues = z.object({
  algorithm: z.enum(CLUSTERING_ALGORITHMS),
  /** Whether the main parameter is scanned or fixed. */
  clusterCount: z.enum(['SCAN', 'FIXED']),
  /** One, or in a study several between commas. */
  fixedValues: typed,
  scanFrom: typed,
  scanTo: typed,
  /** What was changed of the clusterer's other parameters. */
  params,
});

/** The form's fields, as they are also kept in the browser. Of an experiment, the first of each list counts. */
export const formValues = z.object({
  isStudy: z.boolean(),
  name: z.string(),
  channels: z.array(z.int()),
  normalizations: z.array(z.enum(NORMALIZATIONS)).check(z.minLength(1)),
  alignment: z.enum(ALIGNMENTS),
  geometry: z.enum(GEOMETRIES),
  stretch: z.enum(STRETCHES),
  lowerPercentile: typed,
  upperPercentile: typed,
  size: typed,
  models: z.array(modelValues).check(z.minLength(1)),
  clusterers: z.array(clustererValues).check(z.minLength(1)),
  projections: z.array(z.enum(PROJECTION_KINDS)),
  /** One, or in a study several between commas. */
  seeds: typed,
});

export type FormValues = z.infer<typeof formValues>;
export type ModelValues = z.infer<typeof modelValues>;
export type ClustererValues = z.infer<typeof clustererValues>;

/** The part of the form that says what is done to the pixels. */
export type Preparation = Pick<
  FormValues,
  'channels' | 'alignment' | 'geometry' | 'stretch' | 'lowerPercentile' | 'upperPercentile' | 'size'
> & { normalization: PreprocessingParams['normalization'] };

/** What the server recommends for a version, as far as the form goes by it. */
export interface Recommended {
  preprocessing: Preparation;
  model: Omit<ModelValues, 'params'>;
  clustering: { scanFrom: number; scanTo: number };
}

/** Where nothing is recommended: the server will say what is wrong with the version. */
export const NOTHING_RECOMMENDED: Recommended = {
  preprocessing: { ...PREPROCESSING_DEFAULTS, channels: [0] },
  model: { ...MODEL_DEFAULTS.CONV, kind: 'CONV' },
  clustering: scanRangeFor('KMEANS', 0),
};

/** A model as it is recommended for the data, or with its own defaults: each wants other epochs and batches. */
export function modelOf(kind: ModelKind, { model }: Pick<Recommended, 'model'>): ModelValues {
  const { latentSize, epochs, batchSize, learningRate } = kind === model.kind ? model : MODEL_DEFAULTS[kind];
  return { kind, latentSize, epochs, batchSize, learningRate, params: {} };
}

/** A clusterer with what suits so many samples. */
export function clustererOf(algorithm: ClusteringAlgorithm, sampleCount: number): ClustererValues {
  const { scanFrom, scanTo } = scanRangeFor(algorithm, sampleCount);
  return {
    algorithm,
    clusterCount: 'SCAN',
    fixedValues: algorithm === 'HDBSCAN' ? scanFrom : 3,
    scanFrom,
    scanTo,
    params: {},
  };
}

// t-SNE and UMAP of so many take some seconds, and nobody has to ask for them first.
const MAPPED_WITHOUT_ASKING = 2000;
const FEWEST_FOR_UMAP = 3;

/** Every map where it costs little, else the one that is quick. */
export const suitedProjections = (sampleCount: number): ProjectionKind[] =>
  sampleCount >= FEWEST_FOR_UMAP && sampleCount <= MAPPED_WITHOUT_ASKING ? ['PCA', 'TSNE', 'UMAP'] : ['PCA'];

/** A preparation as the form's fields hold it. */
export function preparationValues(preparation: Preparation) {
  const { channels, normalization, alignment, geometry, stretch } = preparation;
  const { lowerPercentile, upperPercentile, size } = preparation;
  return {
    channels: [...channels],
    normalizations: [normalization],
    alignment,
    geometry,
    stretch,
    lowerPercentile,
    upperPercentile,
    size,
  };
}

/** The form as it opens: what the product recommends, and every value works. */
export function recommendedForm(recommended: Recommended, sampleCount: number): FormValues {
  const { scanFrom, scanTo } = recommended.clustering;
  return {
    isStudy: false,
    name: '',
    ...preparationValues(recommended.preprocessing),
    models: [modelOf(recommended.model.kind, recommended)],
    clusterers: [{ ...clustererOf('KMEANS', sampleCount), scanFrom, scanTo }],
    projections: suitedProjections(sampleCount),
    seeds: 0,
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
