'use client';

import { Button } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import Link from 'next/link';
import { useMutation } from 'urql';
import { formatCount } from '../../../ui/format.ts';
import { comparePath } from '../../compare/compareState.ts';
import { CopyToNew } from '../../newExperiment/CopyToNew.tsx';
import { useSession, useWorkspacePath } from '../../session/session.tsx';
import { TagMenu } from '../edits/TagMenu.tsx';
import { useExperimentEdits } from '../edits/useExperimentEdits.tsx';
import { CopyMenu } from './CopyMenu.tsx';
import type { ColumnChoice } from './columnChoice.ts';
import classes from './ExperimentsPage.module.css';
import { RETRY_EXPERIMENT } from './experimentListDocuments.ts';
import type { ListedExperiment } from './useListings.ts';

interface SelectionBarProps {
  rows: readonly ListedExperiment[];
  columns: ColumnChoice;
  onClear: () => void;
  onChanged: () => void;
}

/** What can be done with the chosen experiments. Tags and the archive can be undone. */
export function SelectionBar({ rows, columns, onClear, onChanged }: SelectionBarProps) {
  const { workspace } = useSession();
  const to = useWorkspacePath();
  const mayWrite = workspace.role !== 'VIEWER';
  const { areArchived, tag, untag, archive } = useExperimentEdits(rows, onChanged);
  const [, retry] = useMutation(RETRY_EXPERIMENT);
  const failed = rows.filter(({ status }) => status === 'FAILED' || status === 'CANCELLED');
  const retryAll = async () => {
    for (const { id } of failed) {
      const { data, error } = await retry({ id });
      const failure = error?.message ?? data?.retryExperiment.problems[0]?.message;
      if (failure !== undefined) notifications.show({ color: 'red', message: failure });
    }
    onChanged();
  };
  return (
    <section className={classes.selection} aria-label="Chosen experiments">
      <span>
        <span className="number">{formatCount(rows.length)}</span> chosen
      </span>
      <Button
        component={Link}
        href={to(comparePath(rows.map(({ number }) => number)))}
        size="xs"
        data-disabled={rows.length < 2 || undefined}
        aria-disabled={rows.length < 2}
        onClick={(event) => rows.length < 2 && event.preventDefault()}
      >
        Compare
      </Button>
      {rows.length === 1 && <CopyToNew number={rows[0]!.number} size="xs" />}
      {mayWrite && <TagMenu rows={rows} onTag={tag} onUntag={untag} />}
      {mayWrite && (
        <Button variant="default" size="xs" onClick={() => void archive()}>
          {areArchived ? 'Take from archive' : 'Archive'}
        </Button>
      )}
      {mayWrite && failed.length > 0 && (
        <Button variant="default" size="xs" onClick={() => void retryAll()}>
          Run again ({formatCount(failed.length)})
        </Button>
      )}
      <CopyMenu rows={rows} columns={columns} />
      <Button variant="subtle" size="xs" onClick={onClear}>
        Choose none
      </Button>
    </section>
  );
}
