import { Button, SegmentedControl, Select } from '@mantine/core';
import { useState } from 'react';
import type { CatalogueJoin } from '../../gql/graphql.ts';
import { formatCount, NOTHING } from '../../ui/format.ts';
import { Panel } from '../../ui/Panel.tsx';
import { ScrollRegion } from '../../ui/ScrollRegion.tsx';
import { ErrorState } from '../../ui/States.tsx';
import classes from './Catalogue.module.css';
import type { Preview } from './catalogueDocuments.ts';
import { previewRows } from './jsonValues.ts';

interface JoinFormProps {
  fileName: string;
  preview: Preview;
  problem: string | null;
  onAttach: (joinColumn: string, joinBy: CatalogueJoin) => void;
  onCancel: () => void;
}

/** The beginning of a table, and which of its columns names the sample. */
export function JoinForm({ fileName, preview, problem, onAttach, onCancel }: JoinFormProps) {
  const { columns } = preview;
  const [column, setColumn] = useState(preview.joinColumn ?? columns[0]?.name ?? '');
  const [by, setBy] = useState<CatalogueJoin>(preview.joinBy ?? 'FILE_NAME');
  return (
    <Panel
      title={fileName}
      say={
        preview.joinColumn
          ? `${formatCount(columns.length)} columns. ${preview.joinColumn} fits the samples’ ${preview.joinBy === 'INDEX' ? 'ID numbers' : 'file names'}.`
          : `${formatCount(columns.length)} columns. None of them fits the samples’ file names or ID numbers; choose the one that names the sample.`
      }
    >
      <form
        className={classes.join}
        onSubmit={(event) => {
          event.preventDefault();
          onAttach(column, by);
        }}
      >
        <Select
          label="Column that names the sample"
          searchable
          value={column}
          data={columns.map(({ name }) => name)}
          onChange={(value) => setColumn(value ?? column)}
        />
        <div className={classes.field}>
          <span className={classes.label} id="catalogue-join-by">
            It holds
          </span>
          <SegmentedControl
            aria-labelledby="catalogue-join-by"
            size="sm"
            value={by}
            data={[
              { value: 'FILE_NAME', label: 'File names' },
              { value: 'INDEX', label: 'ID numbers' },
            ]}
            onChange={(value) => setBy(value === 'INDEX' ? 'INDEX' : 'FILE_NAME')}
          />
        </div>
        <div className={classes.buttons}>
          <Button type="submit">Attach</Button>
          <Button variant="default" onClick={onCancel}>
            Cancel
          </Button>
        </div>
      </form>
      {problem && <ErrorState message={problem} />}
      <FirstRows preview={preview} chosen={column} />
    </Panel>
  );
}

function FirstRows({ preview: { columns, rows }, chosen }: { preview: Preview; chosen: string }) {
  return (
    <ScrollRegion className={classes.scroll} aria-label="First rows">
      <table className={classes.table}>
        <thead>
          <tr>
            {columns.map(({ name, unit, description }) => (
              <th key={name} scope="col" title={description ?? undefined} data-chosen={name === chosen}>
                {name}
                {unit && <span className={classes.unit}> {unit}</span>}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {previewRows(rows).map((row, i) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: a row is its number
            <tr key={i}>
              {columns.map(({ name }, at) => (
                <td key={name} className="number" title={row[at] ?? undefined} data-chosen={name === chosen}>
                  {row[at] || NOTHING}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </ScrollRegion>
  );
}
