import { formatCount, NOTHING, words } from '../../ui/format.ts';
import { ScrollRegion } from '../../ui/ScrollRegion.tsx';
import classes from './Catalogue.module.css';
import type { CatalogueColumn } from './catalogueDocuments.ts';

interface ColumnTableProps {
  columns: readonly CatalogueColumn[];
  sampleCount: number;
}

/** The catalogue's columns: what each holds, in which unit, of how many samples. */
export function ColumnTable({ columns, sampleCount }: ColumnTableProps) {
  return (
    <ScrollRegion className={classes.scroll} aria-label="Columns of the catalogue">
      <table className={classes.table}>
        <thead>
          <tr>
            <th scope="col">Column</th>
            <th scope="col">Type</th>
            <th scope="col">Unit</th>
            <th scope="col" className={classes.right}>
              Samples with a value
            </th>
            <th scope="col">From</th>
          </tr>
        </thead>
        <tbody>
          {columns.map(({ name, type, unit, description, matched, file }) => (
            <tr key={name}>
              <th scope="row" title={description ?? undefined}>
                {name}
              </th>
              <td>{words(type)}</td>
              <td>{unit ?? NOTHING}</td>
              <td className={`number ${classes.right}`}>
                {formatCount(matched)} of {formatCount(sampleCount)}
              </td>
              <td className={classes.faint}>{file?.name ?? NOTHING}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </ScrollRegion>
  );
}
