import { MAIN_PARAMETER } from '@asterism/ml/params';
import type { CreateExperimentInput, CreateStudyInput, PreprocessingInput } from '../../gql/graphql.ts';
import type { ClustererValues, FormValues, ModelValues, Preparation } from './values.ts';

// A field that is no number goes as 0, which the server refuses at its place.
const number = (value: number | string): number => (typeof value === 'number' ? value : Number(value) || 0);

/** Whole numbers between commas or spaces. What is none goes as -1, which the server refuses at its place. */
export function severalOf(value: number | string): number[] {
  const list = String(value)
    .split(/[\s,]+/)
    .filter(Boolean)
    .map((word) => (/^\d+$/.test(word) ? Number(word) : -1));
  return list.length > 0 ? list : [-1];
}

/** What the preview shows, and an experiment does: the first normalisation. */
export const preparationOf = ({ normalizations, ...values }: FormValues): Preparation => ({
  ...values,
  normalization: normalizations[0]!,
});

/** The API's input for the preparation alone. */
export function toPreprocessing(preparation: Preparation): PreprocessingInput {
  const { channels, normalization, alignment, geometry, stretch } = preparation;
  return {
    channels,
    normalization,
    alignment,
    geometry,
    stretch,
    lowerPercentile: number(preparation.lowerPercentile),
    upperPercentile: number(preparation.upperPercentile),
    size: number(preparation.size),
  };
}

const toModel = ({ kind, params, latentSize, epochs, batchSize, learningRate }: ModelValues) => ({
  kind,
  latentSize: number(latentSize),
  epochs: number(epochs),
  batchSize: number(batchSize),
  learningRate: number(learningRate),
  ...(Object.keys(params).length > 0 ? { params } : {}),
});

const toClustering = (values: ClustererValues, fixed: number | null) => ({
  algorithm: values.algorithm,
  scanFrom: number(values.scanFrom),
  scanTo: number(values.scanTo),
  params: {
    ...values.params,
    ...(fixed === null ? {} : { [MAIN_PARAMETER[values.algorithm]]: fixed }),
  },
});

/** Without a scan, every fixed value is a clustering of its own. */
const clusteringsOf = (values: ClustererValues) =>
  values.clusterCount === 'SCAN'
    ? [toClustering(values, null)]
    : severalOf(values.fixedValues).map((fixed) => toClustering(values, fixed));

/** What counts of a list of choices: of an experiment the first, of a study all. */
export const counted = <T>({ isStudy }: Pick<FormValues, 'isStudy'>, list: readonly T[]): T[] =>
  isStudy ? [...list] : list.slice(0, 1);

/** The axes of the grid; of an experiment, one choice on each. */
export function axesOf(form: FormValues) {
  const preparation = preparationOf(form);
  return {
    preprocessings: counted(form, form.normalizations).map((normalization) =>
      toPreprocessing({ ...preparation, normalization }),
    ),
    models: counted(form, form.models).map(toModel),
    clusterings: counted(form, counted(form, form.clusterers).flatMap(clusteringsOf)),
    seeds: counted(form, severalOf(form.seeds)),
  };
}

/** How many experiments come of it. */
export function experimentCount(form: FormValues): number {
  return Object.values(axesOf(form)).reduce((product, axis) => product * axis.length, 1);
}

const named = (form: FormValues) => (form.name.trim() ? { name: form.name.trim() } : {});

/** The API's input for a study; an experiment is one with one choice on each axis. */
export function toStudyInput(
  form: FormValues,
  workspace: string,
  datasetVersionId: string,
): CreateStudyInput & ReturnType<typeof axesOf> {
  const { projections } = form;
  return { workspace, datasetVersionId, ...named(form), ...axesOf(form), projections };
}

/** The API's input for one experiment. */
export function toExperimentInput(
  form: FormValues,
  workspace: string,
  datasetVersionId: string,
): CreateExperimentInput {
  const { preprocessings, models, clusterings, seeds } = axesOf({ ...form, isStudy: false });
  return {
    workspace,
    datasetVersionId,
    ...named(form),
    seed: seeds[0]!,
    preprocessing: preprocessings[0]!,
    model: models[0]!,
    clustering: clusterings[0]!,
    projections: form.projections,
  };
}
