/** What a pattern of file names makes of some files. */
export interface GroupPreview {
  groups: readonly {
    /** What {sample} stands for. */
    sample: string;
    /** In the order in which they become channels. */
    files: readonly string[];
    /** Bands that other samples have and this one lacks. */
    missing: readonly string[];
  }[];
  /** What {channel} stands for, in natural order. */
  channels: readonly string[];
  unmatched: readonly string[];
}

export interface GroupPatternProblem {
  problem: string;
}

const PARTS = /(\{[^{}]*\}|\*)/;
const inNaturalOrder = new Intl.Collator('en', { numeric: true }).compare;

/**
 * Shows beforehand which files a pattern such as `{sample}_{channel}.fits` makes one sample of. `*` stands for
 * anything; a pattern without `/` is held against the name without its folder. The server decides in the end.
 */
export function previewGroups(paths: readonly string[], pattern: string): GroupPreview | GroupPatternProblem {
  const problem = patternProblem(pattern);
  if (problem) return { problem };
  const expression = expressionOf(pattern);
  const found = new Map<string, Map<string, string>>();
  const channels = new Set<string>();
  const unmatched: string[] = [];
  for (const path of paths) {
    const name = pattern.includes('/') ? path : path.slice(path.lastIndexOf('/') + 1);
    const { sample, channel } = expression.exec(name)?.groups ?? {};
    if (sample === undefined || channel === undefined) {
      unmatched.push(path);
      continue;
    }
    const bands = found.get(sample) ?? new Map<string, string>();
    found.set(sample, bands.set(channel, path));
    channels.add(channel);
  }
  const order = [...channels].sort(inNaturalOrder);
  const samples = [...found].sort(([a], [b]) => inNaturalOrder(a, b));
  return {
    groups: samples.map(([sample, bands]) => ({
      sample,
      files: order.flatMap((channel) => bands.get(channel) ?? []),
      missing: order.filter((channel) => !bands.has(channel)),
    })),
    channels: order,
    unmatched,
  };
}

/** What is wrong with a pattern, in a sentence; null where nothing is. */
export function patternProblem(pattern: string): string | null {
  const fields = pattern.match(/\{[^{}]*\}/g) ?? [];
  const other = fields.find((field) => field !== '{sample}' && field !== '{channel}');
  if (other) return `${other} is not known; use {sample}, {channel} and *.`;
  for (const field of ['{sample}', '{channel}'])
    if (fields.filter((found) => found === field).length !== 1)
      return `The pattern needs ${field} once, as in {sample}_{channel}.fits.`;
  return null;
}

function expressionOf(pattern: string): RegExp {
  const parts = pattern.split(PARTS).map((part) => {
    if (part === '{sample}') return '(?<sample>.+?)';
    if (part === '{channel}') return '(?<channel>[^/]+)';
    return part === '*' ? '.*?' : part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
  });
  return new RegExp(`^${parts.join('')}$`);
}
