import { IconAlertTriangle, IconCheck } from '@tabler/icons-react';
import { formatCount, sampleId } from '../../ui/format.ts';
import classes from './Catalogue.module.css';
import type { CatalogueFile } from './catalogueDocuments.ts';

/** One table that was joined: how many samples it tells of, and what found no partner. */
export function AttachedTable({ file }: { file: CatalogueFile }) {
  const samples = file.matched + file.unmatchedSampleCount;
  const isWhole = file.unmatchedSampleCount + file.unmatchedRowCount + file.ambiguousRowCount === 0;
  return (
    <li className={classes.file}>
      <div className={classes.fileHead}>
        {isWhole ? (
          <IconCheck size={16} className={classes.good} aria-hidden />
        ) : (
          <IconAlertTriangle size={16} className={classes.warn} aria-hidden />
        )}
        <strong>{file.name}</strong>
        <span>
          {formatCount(file.matched)} of {formatCount(samples)} samples matched
        </span>
        <span className={classes.faint}>
          {counted(file.rows, 'row')}, joined by {file.joinColumn} (
          {file.joinBy === 'INDEX' ? 'ID number' : 'file name'})
        </span>
      </div>
      {file.replacedColumns.length > 0 && (
        <p className={classes.faint}>Replaced {file.replacedColumns.join(', ')} of an earlier table.</p>
      )}
      {file.leftOutColumns.length > 0 && (
        <p className={classes.faint}>Left out {file.leftOutColumns.join(', ')}: more than one value a row.</p>
      )}
      <Misses
        title={`${counted(file.unmatchedSampleCount, 'sample')} without a row`}
        count={file.unmatchedSampleCount}
        names={file.unmatchedSamples.map(({ index, fileName }) => `${sampleId(index)} ${fileName}`)}
      />
      <Misses
        title={`${counted(file.unmatchedRowCount, 'row')} without a sample`}
        count={file.unmatchedRowCount}
        names={file.unmatchedRows.map(rowName)}
      />
      <Misses
        title={`${counted(file.ambiguousRowCount, 'ambiguous row')}: more than one sample fits, or another row fits the same one`}
        count={file.ambiguousRowCount}
        names={file.ambiguousRows.map(rowName)}
      />
    </li>
  );
}

const counted = (count: number, noun: string): string =>
  `${formatCount(count)} ${noun}${count === 1 ? '' : 's'}`;

const rowName = ({ row, value }: { row: number; value: string }): string =>
  `row ${row}: ${value || '(empty)'}`;

function Misses({ title, count, names }: { title: string; count: number; names: readonly string[] }) {
  if (count === 0) return null;
  return (
    <details className={classes.misses}>
      <summary>{title}</summary>
      <ul>
        {names.map((name) => (
          <li key={name}>{name}</li>
        ))}
        {count > names.length && <li>and {formatCount(count - names.length)} more</li>}
      </ul>
    </details>
  );
}
