import type { CatalogueMisses } from '@asterism/db';

export interface JoinSample {
  index: number;
  fileName: string;
}

export interface Joined {
  /** Row (from 0) -> ID number of the sample that it tells of. */
  sampleOfRow: Map<number, number>;
  misses: CatalogueMisses;
}

// So many are named; the counts are whole.
const LISTED = 100;

/** Joins rows to samples by the ID numbers that stand in a column: 17, 17.0 or #17. */
export function joinByIndex(keys: readonly string[], samples: readonly JoinSample[]): Joined {
  const known = new Set(samples.map(({ index }) => index));
  return settle(keys, samples, (key) => {
    const index = idNumber(key);
    return index !== null && known.has(index) ? [index] : [];
  });
}

/**
 * Joins rows to samples by file name: the name as it is; else without folder and ending (.fits, .fit, .fts, with .gz or
 * .fz); else without regard to capitals, too. The first of these that fits anything decides. A row that then fits
 * several samples, and rows that fit one sample together, are ambiguous: none of them is taken.
 */
export function joinByFileName(keys: readonly string[], samples: readonly JoinSample[]): Joined {
  return settle(keys, samples, namesOf(samples));
}

/** The samples that a name fits. */
export function namesOf(samples: readonly JoinSample[]): (name: string) => readonly number[] {
  // Most tables name the files as they are: the other forms are made when the first row needs them.
  const groups: Map<string, number[]>[] = [];
  return (name) => {
    if (name === '') return [];
    for (const [i, form] of FORMS.entries()) {
      groups[i] ??= groupBy(samples, form);
      const found = groups[i].get(form(name));
      if (found) return found;
    }
    return [];
  };
}

/** The ID number that a text is; null where it is none. */
export function idNumber(text: string): number | null {
  return /^#?\d+(\.0*)?$/.test(text) ? Number(text.replace('#', '')) : null;
}

const stem = (name: string): string =>
  name.replace(/^.*[/\\]/, '').replace(/(\.(fits?|fts))?(\.(gz|fz))?$/i, '');

const FORMS = [(name: string) => name, stem, (name: string) => stem(name).toLowerCase()];

function groupBy(samples: readonly JoinSample[], form: (name: string) => string): Map<string, number[]> {
  const groups = new Map<string, number[]>();
  for (const { index, fileName } of samples) {
    const name = form(fileName);
    const group = groups.get(name);
    if (group) group.push(index);
    else groups.set(name, [index]);
  }
  return groups;
}

function settle(
  keys: readonly string[],
  samples: readonly JoinSample[],
  samplesOf: (key: string) => readonly number[],
): Joined {
  const rowsOf = new Map<number, number[]>();
  const unmatched: number[] = [];
  const ambiguous: number[] = [];
  keys.forEach((key, row) => {
    const found = samplesOf(key.trim());
    const [index] = found;
    if (index === undefined) unmatched.push(row);
    else if (found.length > 1) ambiguous.push(row);
    else {
      const rows = rowsOf.get(index);
      if (rows) rows.push(row);
      else rowsOf.set(index, [row]);
    }
  });
  const sampleOfRow = new Map<number, number>();
  for (const [index, rows] of rowsOf)
    if (rows.length === 1) sampleOfRow.set(rows[0]!, index);
    else ambiguous.push(...rows);
  const told = new Set(sampleOfRow.values());
  const untold = samples.filter(({ index }) => !told.has(index));
  const list = (rows: readonly number[]) =>
    rows.slice(0, LISTED).map((row) => ({ row: row + 1, value: keys[row]!.slice(0, 200) }));
  return {
    sampleOfRow,
    misses: {
      unmatchedRowCount: unmatched.length,
      unmatchedRows: list(unmatched),
      ambiguousRowCount: ambiguous.length,
      ambiguousRows: list(ambiguous.sort((a, b) => a - b)),
      unmatchedSampleCount: untold.length,
      unmatchedSamples: untold.slice(0, LISTED).map(({ index, fileName }) => ({ index, fileName })),
    },
  };
}
