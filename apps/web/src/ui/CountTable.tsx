import type { ReactNode } from 'react';
import classes from './CountTable.module.css';
import { divergingColor, inkOnDiverging } from './divergingColor.ts';
import { formatCount } from './format.ts';
import { ScrollRegion } from './ScrollRegion.tsx';

export interface Counts {
  rows: readonly { key: string; name: ReactNode }[];
  columns: readonly { key: string; name: ReactNode }[];
  /** Row after row. */
  values: readonly number[];
}

interface CountTableProps extends Counts {
  label: string;
  /** What rows and columns are, in the corner. */
  corner: string;
}

/** How many are in each pair of two groupings: the larger a cell's share of its row, the bluer; with sums. */
export function CountTable({ rows, columns, values, label, corner }: CountTableProps) {
  const at = (row: number, column: number) => values[row * columns.length + column] ?? 0;
  const sum = (numbers: number[]) => numbers.reduce((total, value) => total + value, 0);
  const rowSums = rows.map((_, row) => sum(columns.map((_column, column) => at(row, column))));
  return (
    <ScrollRegion className={classes.scroll} aria-label={label}>
      <table className={classes.table}>
        <thead>
          <tr>
            <td>{corner}</td>
            {columns.map(({ key, name }) => (
              <th key={key} scope="col">
                {name}
              </th>
            ))}
            <th scope="col" className={classes.sum}>
              all
            </th>
          </tr>
        </thead>
        <tbody>
          {rows.map(({ key, name }, row) => (
            <tr key={key}>
              <th scope="row">{name}</th>
              {columns.map((column, c) => (
                <Cell key={column.key} count={at(row, c)} total={rowSums[row] ?? 0} />
              ))}
              <td className={`number ${classes.sum}`}>{formatCount(rowSums[row] ?? 0)}</td>
            </tr>
          ))}
          <tr>
            <th scope="row" className={classes.sum}>
              all
            </th>
            {columns.map(({ key }, column) => (
              <td key={key} className={`number ${classes.sum}`}>
                {formatCount(sum(rows.map((_, row) => at(row, column))))}
              </td>
            ))}
            <td className={`number ${classes.sum}`}>{formatCount(sum(rowSums))}</td>
          </tr>
        </tbody>
      </table>
    </ScrollRegion>
  );
}

// Full blue is for differences: of a share, the darker half would outshout the numbers.
const DEEPEST = 0.7;

function Cell({ count, total }: { count: number; total: number }) {
  if (count === 0) return <td className={`number ${classes.none}`}>0</td>;
  const share = count / total;
  const color = share * DEEPEST;
  return (
    <td
      className="number"
      style={{ background: divergingColor(color), color: inkOnDiverging(color) }}
      title={`${Math.round(share * 100)} % of the row`}
    >
      {formatCount(count)}
    </td>
  );
}
