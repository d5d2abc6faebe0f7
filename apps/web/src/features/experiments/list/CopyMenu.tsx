import { CopyTable } from '../../../ui/CopyTable.tsx';
import { experimentId } from '../../../ui/format.ts';
import type { ColumnChoice } from './columnChoice.ts';
import { COLUMNS } from './columns.tsx';
import type { ListedExperiment } from './useListings.ts';

/** The chosen rows with the columns that are shown. */
export function CopyMenu({ rows, columns }: { rows: readonly ListedExperiment[]; columns: ColumnChoice }) {
  const shown = columns.shown.flatMap((id) => COLUMNS.find((column) => column.id === id) ?? []);
  return (
    <CopyTable
      table={[
        ['ID', ...shown.map(({ name, unit }) => (unit ? `${name}, ${unit}` : name))],
        ...rows.map((row) => [experimentId(row.number), ...shown.map(({ text }) => text(row))]),
      ]}
    />
  );
}
