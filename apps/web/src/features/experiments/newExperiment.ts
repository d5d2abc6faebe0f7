import { type ModelKind, modelParams } from '@asterism/ml/params';
import type { CreateExperimentInput } from '../../gql/graphql.ts';

/** The form's fields. Numbers may be empty or wrong while they are typed: the server says so at their place. */
export interface NewExperimentValues {
  name: string;
  channels: number[];
  normalization: 'GLOBAL' | 'PER_CHANNEL' | 'NONE';
  size: number | string;
  kind: ModelKind;
  latentSize: number | string;
  epochs: number | string;
  batchSize: number | string;
  learningRate: number | string;
  clusterCount: 'SCAN' | 'FIXED';
  nClusters: number | string;
  scanFrom: number | string;
  scanTo: number | string;
  seed: number | string;
}

/** What the product recommends; every value works. */
export function defaultForm(): NewExperimentValues {
  const { latentSize, epochs, batchSize, learningRate } = modelParams.parse({ kind: 'CONV' });
  return {
    name: '',
    channels: [0],
    normalization: 'PER_CHANNEL',
    size: 128,
    kind: 'CONV',
    latentSize,
    epochs,
    batchSize,
    learningRate,
    clusterCount: 'SCAN',
    nClusters: 3,
    scanFrom: 2,
    scanTo: 6,
    seed: 0,
  };
}

/** The API's input. A field that is no number goes as 0, which the server refuses at its place. */
export function toInput(
  form: NewExperimentValues,
  workspace: string,
  datasetVersionId: string,
): CreateExperimentInput {
  const number = (value: number | string): number => (typeof value === 'number' ? value : Number(value) || 0);
  return {
    workspace,
    datasetVersionId,
    seed: number(form.seed),
    ...(form.name.trim() ? { name: form.name.trim() } : {}),
    preprocessing: { channels: form.channels, normalization: form.normalization, size: number(form.size) },
    model: {
      kind: form.kind,
      latentSize: number(form.latentSize),
      epochs: number(form.epochs),
      batchSize: number(form.batchSize),
      learningRate: number(form.learningRate),
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
