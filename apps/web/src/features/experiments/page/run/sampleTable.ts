import { csvText } from '../../../../ui/chartFile.ts';

export interface SampleTableParts {
  /** By ID number; null where a file name is not known. */
  fileNames: readonly (string | null)[];
  labels: ArrayLike<number>;
  /** What is known of every sample, by name; NaN where it is not. */
  columns: readonly { name: string; values: ArrayLike<number> }[];
  /** Two numbers of each sample. */
  maps: readonly { kind: string; coordinates: ArrayLike<number> }[];
}

/** A row for each sample: ID number, file, cluster (-1 is noise), its place on each map, and what is known of it. */
export function sampleTableCsv({ fileNames, labels, columns, maps }: SampleTableParts): string {
  const known = (value: number | undefined) => (value === undefined || Number.isNaN(value) ? null : value);
  return csvText(
    [
      'sample',
      'file',
      'cluster',
      ...maps.flatMap(({ kind }) => [`${kind.toLowerCase()}X`, `${kind.toLowerCase()}Y`]),
      ...columns.map(({ name }) => name),
    ],
    Array.from(labels, (label, i) => [
      i,
      fileNames[i] ?? null,
      label,
      ...maps.flatMap(({ coordinates }) => [known(coordinates[2 * i]), known(coordinates[2 * i + 1])]),
      ...columns.map(({ values }) => known(values[i])),
    ]),
  );
}
