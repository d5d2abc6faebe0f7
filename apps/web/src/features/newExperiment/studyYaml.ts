import { PROJECTION_KINDS, preprocessingParams } from '@asterism/ml/params';
import { parse } from 'yaml';
import { z } from 'zod';
import { toPreprocessing } from './inputs.ts';
import { takeClusterer, takeModel } from './takeOver.ts';
import {
  type ClustererValues,
  clustererOf,
  type FormValues,
  modelOf,
  preparationValues,
  type Recommended,
} from './values.ts';

const choice = z.record(z.string(), z.unknown());
const study = z.strictObject({
  name: z.string().optional(),
  workspace: z.string().optional(),
  datasetVersionId: z.string().optional(),
  preprocessings: z.array(choice).min(1).default([{}]),
  models: z.array(choice).min(1),
  clusterings: z.array(choice).min(1),
  projections: z.array(z.enum(PROJECTION_KINDS)).min(1).default(['PCA']),
  seeds: z.array(z.int().min(0)).min(1).default([0]),
});

export type Read = { values: FormValues; wrong: null } | { values: null; wrong: string };

const refused = (wrong: string): Read => ({ values: null, wrong });

interface Ground {
  recommended: Recommended;
  sampleCount: number;
}

/**
 * The form of a study's YAML. What is left out is as recommended. Refused, with a sentence, is what the form has no
 * fields for: preparations that differ in more than the normalisation, or a model or clusterer in two variants.
 */
export function readStudyYaml(text: string, ground: Ground): Read {
  try {
    return formOf(study.parse(parse(text)), ground);
  } catch (error) {
    if (error instanceof z.ZodError) return refused(z.prettifyError(error));
    return refused(error instanceof Error ? error.message : String(error));
  }
}

function formOf(given: z.infer<typeof study>, { recommended, sampleCount }: Ground): Read {
  const usual = toPreprocessing(recommended.preprocessing);
  const preparations = given.preprocessings.map((one) => preprocessingParams.parse({ ...usual, ...one }));
  const [first] = preparations.map(preparationValues);
  if (new Set(preparations.map((one) => JSON.stringify({ ...one, normalization: '' }))).size > 1)
    return refused(
      'The preparations differ in more than the normalisation. Run the file with the command line, or name one preparation.',
    );
  const models = given.models.map((one) => {
    const kind = takeModel(
      one['kind'] === undefined ? { kind: recommended.model.kind } : { kind: one['kind'] },
    ).kind;
    const { params: _, ...defaults } = modelOf(kind, recommended);
    return takeModel({ ...defaults, ...one });
  });
  if (new Set(models.map(({ kind }) => kind)).size < models.length)
    return refused('A model is named twice. Run the file with the command line, or name each model once.');
  const clusterers = mergeFixed(
    given.clusterings.map((one) => {
      const { algorithm } = takeClusterer({ algorithm: one['algorithm'] });
      const { scanFrom, scanTo } = clustererOf(algorithm, sampleCount);
      return takeClusterer({ scanFrom, scanTo, ...one });
    }),
  );
  if (!clusterers)
    return refused(
      'A clusterer is named twice. Run the file with the command line, or name each clusterer once.',
    );
  const lists = [preparations, given.models, given.clusterings, given.seeds];
  return {
    wrong: null,
    values: {
      ...first!,
      normalizations: preparations.map(({ normalization }) => normalization),
      isStudy: lists.some(({ length }) => length > 1),
      name: given.name ?? '',
      models,
      clusterers,
      projections: given.projections,
      seeds: given.seeds.length > 1 ? given.seeds.join(', ') : given.seeds[0]!,
    },
  };
}

/** Clusterings that differ in their fixed value alone are one clusterer with several; null where they differ in more. */
function mergeFixed(clusterers: readonly ClustererValues[]): ClustererValues[] | null {
  const merged = new Map<string, ClustererValues>();
  for (const one of clusterers) {
    const before = merged.get(one.algorithm);
    if (!before) {
      merged.set(one.algorithm, one);
      continue;
    }
    const rest = (values: ClustererValues) => JSON.stringify({ ...values, fixedValues: '' });
    if (one.clusterCount === 'SCAN' || rest(one) !== rest(before)) return null;
    merged.set(one.algorithm, { ...before, fixedValues: `${before.fixedValues}, ${one.fixedValues}` });
  }
  return [...merged.values()];
}
