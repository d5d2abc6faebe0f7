import { camelWords, words } from '../../ui/format.ts';
import { subjectName } from './estimateWords.ts';
import { counted } from './inputs.ts';
import type { FormValues } from './values.ts';

/** What the form began with: an experiment's choices, or what is recommended. */
export interface Origin {
  values: FormValues;
  /** E-6; null for what is recommended. */
  name: string | null;
}

/** Every choice by its place, in words. Models and clusterers each have their own, so that only like is compared. */
function factsOf(form: FormValues): Map<string, string> {
  const models = counted(form, form.models);
  const clusterers = counted(form, form.clusterers);
  const facts = new Map<string, string>();
  const put = (place: string, value: unknown) => facts.set(place, wordsOf(value));
  put('channels', form.channels);
  put('normalizations', counted(form, form.normalizations));
  for (const field of PREPARATION) put(field, form[field]);
  facts.set('models', models.map(({ kind }) => kind).join(', '));
  for (const { kind, params, ...model } of models) {
    for (const [field, value] of Object.entries(model)) put(`${kind}.${field}`, value);
    for (const [field, value] of Object.entries(params)) put(`${kind}.params.${field}`, value);
  }
  facts.set('clusterers', clusterers.map(({ algorithm }) => subjectName(algorithm)).join(', '));
  for (const { algorithm, params, fixedValues, clusterCount, ...scan } of clusterers) {
    put(`${algorithm}.clusterCount`, clusterCount === 'SCAN' ? 'best of a scan' : `fixed, ${fixedValues}`);
    for (const [field, value] of Object.entries(scan)) put(`${algorithm}.${field}`, value);
    for (const [field, value] of Object.entries(params)) put(`${algorithm}.params.${field}`, value);
  }
  facts.set('projections', form.projections.map(subjectName).join(', '));
  put('seeds', form.seeds);
  return facts;
}

const PREPARATION = [
  'alignment',
  'geometry',
  'stretch',
  'lowerPercentile',
  'upperPercentile',
  'size',
] as const;

function wordsOf(value: unknown): string {
  if (Array.isArray(value)) return value.map(wordsOf).join(', ') || 'none';
  return typeof value === 'string' && /^[A-Z_]+$/.test(value) ? words(value) : String(value);
}

/**
 * The places whose choice is another than at the beginning, each with what it was. A model or clusterer that was not
 * there at the beginning counts as one change, not as one in each of its fields.
 */
export function changesSince({ values }: Pick<Origin, 'values'>, form: FormValues): Map<string, string> {
  const before = factsOf(values);
  const now = factsOf(form);
  const changes = new Map<string, string>();
  const known = new Set<string>([
    ...values.models.map(({ kind }) => kind),
    ...values.clusterers.map((c) => c.algorithm),
  ]);
  const both = new Set([...before.keys(), ...now.keys()]);
  for (const place of both) {
    const [owner = ''] = place.split('.');
    const isOwned = place.includes('.');
    if (isOwned && !(known.has(owner) && [...now.keys()].some((one) => one.startsWith(`${owner}.`))))
      continue;
    const was = before.get(place) ?? 'the default';
    if (was !== (now.get(place) ?? 'the default')) changes.set(place, was);
  }
  return changes;
}

const NAMES: Readonly<Record<string, string>> = {
  normalizations: 'normalisation',
  models: 'model',
  lowerPercentile: 'black',
  upperPercentile: 'white',
  clusterers: 'clusterer',
  projections: 'maps',
  seeds: 'seed',
  clusterCount: 'number of clusters',
};

/** What was changed, by the names that the fields have. */
export function changedNames(changes: ReadonlyMap<string, string>): string[] {
  const names = [...changes.keys()].map((place) => {
    const field = place.split('.').at(-1)!;
    return NAMES[field] ?? camelWords(field);
  });
  return [...new Set(names)];
}
