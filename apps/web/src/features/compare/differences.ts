import { camelWords, settingText, words } from '../../ui/format.ts';

/** A choice that was not the same for all. */
export interface Difference {
  /** As the API names it: model.latentSize. */
  path: string;
  /** What it is a choice of. */
  part: string;
  name: string;
  /** In the order of the experiments. */
  values: string[];
  /** Whether the value is not the one that most of them have. */
  isRare: boolean[];
}

// In the order in which they are shown.
const PARTS: Readonly<Record<string, string>> = {
  datasetVersion: 'data',
  preprocessing: 'preparation',
  model: 'model',
  clustering: 'clusterer',
  seed: '',
};
const NAMES: Readonly<Record<string, string>> = {
  datasetVersion: 'version',
  normalization: 'normalisation',
};

/** What `configDifferences` of the API says, to be read, in the order of the chain. `versionName`: of a data set's version, by its id. */
export function differencesOf(configDifferences: unknown, versionName: (id: string) => string): Difference[] {
  const order = Object.keys(PARTS);
  return Object.entries(
    typeof configDifferences === 'object' && configDifferences !== null ? configDifferences : {},
  )
    .map(([path, choices]: [string, unknown]): Difference & { place: number } => {
      const [part = '', ...rest] = path.split('.');
      const own = rest.at(-1) ?? part;
      const values = (Array.isArray(choices) ? choices : []).map((value: unknown) => {
        if (part === 'datasetVersion' && typeof value === 'string') return versionName(value);
        return part === 'preprocessing' && typeof value === 'string' ? words(value) : settingText(value);
      });
      const common = mostCommon(values);
      return {
        place: order.indexOf(part),
        path,
        part: PARTS[part] ?? part,
        name: NAMES[own] ?? camelWords(own),
        values,
        isRare: values.map((value) => common !== null && value !== common),
      };
    })
    .sort((a, b) => a.place - b.place)
    .map(({ place: _, ...difference }) => difference);
}

/** Null where no value is had by more than any other. */
function mostCommon(values: readonly string[]): string | null {
  const counts = new Map<string, number>();
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  const most = Math.max(...counts.values());
  const first = [...counts].filter(([, count]) => count === most);
  return first.length === 1 ? (first[0]?.[0] ?? null) : null;
}

// Of each part; the table has all.
const NAMED = 4;

/** model (kind, latent size), seed */
export function differenceSummary(differences: readonly Difference[]): string {
  return [...new Set(differences.map(({ part }) => part))]
    .map((part) => {
      const own = differences.filter((difference) => difference.part === part);
      const names = own.slice(0, NAMED).map(({ name }) => name);
      if (own.length > NAMED) names.push(`${own.length - NAMED} more`);
      return part ? `${part} (${names.join(', ')})` : names.join(', ');
    })
    .join('; ');
}
