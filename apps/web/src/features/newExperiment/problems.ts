import { severalOf } from './inputs.ts';
import type { FormValues } from './values.ts';

export interface Problem {
  code: string;
  message: string;
  /** Into CreateExperimentInput or CreateStudyInput. */
  path?: readonly string[] | null | undefined;
}

// createExperiment has one of what createStudy has lists of.
const AXES: Readonly<Record<string, string>> = {
  preprocessing: 'preprocessings',
  model: 'models',
  clustering: 'clusterings',
};

/** Where in the form's lists a problem lies: the places of an experiment's input are those of a study of one. */
export function placeOf(path: readonly string[], form: FormValues): string[] {
  const [first = '', ...rest] = path;
  const axis = AXES[first];
  if (axis) return [axis, '0', ...rest];
  if (first === 'seed') return ['seeds', ...rest];
  if (first !== 'clusterings' || !rest[0]) return [...path];
  return ['clusterings', String(clustererAt(Number(rest[0]), form)), ...rest.slice(1)];
}

/** Which clusterer of the form made this clustering of the grid: one with several fixed values made several. */
function clustererAt(place: number, { clusterers }: FormValues): number {
  let made = 0;
  return clusterers.findIndex(({ clusterCount, fixedValues }) => {
    made += clusterCount === 'SCAN' ? 1 : severalOf(fixedValues).length;
    return place < made;
  });
}

/** The first problem at or below a place of a study's input. */
export function problemAt(
  problems: readonly Problem[],
  form: FormValues,
  ...place: (string | number)[]
): string | undefined {
  return problems.find(({ path }) => {
    const at = path ? placeOf(path, form) : [];
    return at.length > 0 && place.every((part, i) => at[i] === String(part));
  })?.message;
}

const WHOLE_FIELDS = new Set(['projections', 'name', 'seeds']);
const AXES_OF_FIELDS = new Set(['models', 'preprocessings', 'clusterings']);

/** Problems that belong to no field of the form, such as two choices that are the same. */
export function generalProblems(problems: readonly Problem[], form: FormValues): Problem[] {
  return problems.filter(({ path }) => {
    const [first = '', place, field] = path ? placeOf(path, form) : [];
    return !WHOLE_FIELDS.has(first) && !(AXES_OF_FIELDS.has(first) && place && field);
  });
}
