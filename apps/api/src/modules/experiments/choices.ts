import { RunStatus, StageKind } from '@asterism/db';
import {
  ALIGNMENTS,
  CLUSTERING_ALGORITHMS,
  type ClusteringParams,
  GEOMETRIES,
  MODEL_KINDS,
  NORMALIZATIONS,
  PROJECTION_KINDS,
  type PreprocessingParams,
} from '@asterism/ml/params';
import { builder } from '../../builder.ts';
import { StretchEnum } from '../samples/schema.ts';

// What can be chosen, and how it is shown. The values are those that work: the lists of @asterism/ml/params.

export const ExperimentStatus = builder.enumType(RunStatus, { name: 'ExperimentStatus' });
export const StageKindEnum = builder.enumType(StageKind, { name: 'StageKind' });
export const AlignmentEnum = builder.enumType('Alignment', {
  description:
    "By the sample's measured source, each with what stands before it: CENTER moves it to the middle, ROTATE turns its long axis upright, DEPROJECT stretches its short axis to face-on.",
  values: ALIGNMENTS,
});
export const GeometryEnum = builder.enumType('Geometry', {
  description: 'As the picture is, or unrolled: rows are radii from the middle, columns are angles.',
  values: GEOMETRIES,
});
export const NormalizationEnum = builder.enumType('Normalization', {
  description: 'Over all channels of a sample together, each channel by itself, or not at all.',
  values: NORMALIZATIONS,
});
export const ModelKindEnum = builder.enumType('ModelKind', { values: MODEL_KINDS });
export const ClusteringAlgorithmEnum = builder.enumType('ClusteringAlgorithm', {
  values: CLUSTERING_ALGORITHMS,
});
export const ProjectionKindEnum = builder.enumType('ProjectionKind', { values: PROJECTION_KINDS });

export const PreprocessingType = builder.objectRef<PreprocessingParams>('Preprocessing').implement({
  description: 'What is done to the pixels before training.',
  fields: (t) => ({
    channels: t.exposeIntList('channels'),
    alignment: t.expose('alignment', { type: AlignmentEnum }),
    geometry: t.expose('geometry', { type: GeometryEnum }),
    normalization: t.expose('normalization', { type: NormalizationEnum }),
    size: t.exposeInt('size', { description: "Side of the model's square input in pixels." }),
    stretch: t.expose('stretch', { type: StretchEnum }),
    lowerPercentile: t.exposeFloat('lowerPercentile'),
    upperPercentile: t.exposeFloat('upperPercentile'),
  }),
});

export const ClusteringConfigType = builder.objectRef<ClusteringParams>('ClusteringConfig').implement({
  fields: (t) => ({
    algorithm: t.expose('algorithm', { type: ClusteringAlgorithmEnum }),
    params: t.field({ type: 'JSON', resolve: ({ params }) => params }),
    scanFrom: t.exposeInt('scanFrom'),
    scanTo: t.exposeInt('scanTo'),
  }),
});

export const PreprocessingInput = builder.inputType('PreprocessingInput', {
  description:
    'What is left out is recommended by the product: the channels that the channel report would keep, and alignment, geometry and size by what the samples look like (see DatasetVersion.recommendation). Alignment NONE without a geometry is CARTESIAN.',
  fields: (t) => ({
    channels: t.intList(),
    alignment: t.field({ type: AlignmentEnum }),
    geometry: t.field({ type: GeometryEnum }),
    normalization: t.field({ type: NormalizationEnum }),
    size: t.int(),
    stretch: t.field({ type: StretchEnum }),
    lowerPercentile: t.float(),
    upperPercentile: t.float(),
  }),
});

const ModelInput = builder.inputType('ModelInput', {
  description: 'params: widths, weights and the like; their JSON Schema is in `algorithms`.',
  fields: (t) => ({
    kind: t.field({ type: ModelKindEnum }),
    latentSize: t.int(),
    epochs: t.int(),
    batchSize: t.int(),
    learningRate: t.float(),
    params: t.field({ type: 'JSON' }),
  }),
});

const ClusteringInput = builder.inputType('ClusteringInput', {
  description:
    'scanFrom and scanTo bound the scan of k (or of the main parameter); without a fixed value the best of the scan is taken.',
  fields: (t) => ({
    algorithm: t.field({ type: ClusteringAlgorithmEnum, required: true }),
    params: t.field({ type: 'JSON' }),
    scanFrom: t.int(),
    scanTo: t.int(),
  }),
});

export const CreateExperimentInput = builder.inputType('CreateExperimentInput', {
  description:
    'What is left out is what the product recommends for these data: a script that gives only a data set version gets the best default. What is given wins; a model of another kind than the recommended one has its own defaults.',
  fields: (t) => ({
    workspace: t.string({ required: true, description: 'The slug.' }),
    name: t.string(),
    datasetVersionId: t.id({ required: true }),
    seed: t.int({ defaultValue: 0 }),
    tags: t.stringList(),
    preprocessing: t.field({ type: PreprocessingInput }),
    model: t.field({ type: ModelInput }),
    projections: t.field({ type: [ProjectionKindEnum] }),
    clustering: t.field({ type: ClusteringInput }),
  }),
});

export const CreateStudyInput = builder.inputType('CreateStudyInput', {
  description:
    'Every combination of preprocessings, models, clusterings and seeds becomes an experiment; they share every stage they can. {} in a list stands for what the product recommends.',
  fields: (t) => ({
    workspace: t.string({ required: true, description: 'The slug.' }),
    name: t.string(),
    datasetVersionId: t.id({ required: true }),
    seeds: t.intList(),
    preprocessings: t.field({ type: [PreprocessingInput], required: true }),
    models: t.field({ type: [ModelInput], required: true }),
    clusterings: t.field({ type: [ClusteringInput], required: true }),
    projections: t.field({ type: [ProjectionKindEnum] }),
  }),
});
