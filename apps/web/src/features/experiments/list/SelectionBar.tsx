'use client';

import { Button, Popover, TextInput } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import Link from 'next/link';
import { type FormEvent, useState } from 'react';
import { useMutation } from 'urql';
import type { EditExperimentsInput } from '../../../gql/graphql.ts';
import { formatCount } from '../../../ui/format.ts';
import { comparePath } from '../../compare/compareState.ts';
import { useSession, useWorkspacePath } from '../../session/session.tsx';
import { CopyMenu } from './CopyMenu.tsx';
import type { ColumnChoice } from './columnChoice.ts';
import classes from './ExperimentsPage.module.css';
import { EDIT_EXPERIMENTS, RETRY_EXPERIMENT } from './experimentListDocuments.ts';
import type { ListedExperiment } from './useListings.ts';

// As many as the API changes at once.
const AT_ONCE = 200;

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
  const [, edit] = useMutation(EDIT_EXPERIMENTS);
  const [, retry] = useMutation(RETRY_EXPERIMENT);
  const failed = rows.filter(({ status }) => status === 'FAILED' || status === 'CANCELLED');
  const areArchived = rows.every(({ archived }) => archived);

  const change = async (
    ids: readonly string[],
    what: Omit<EditExperimentsInput, 'ids'>,
  ): Promise<boolean> => {
    for (let at = 0; at < ids.length; at += AT_ONCE) {
      const { data, error } = await edit({ input: { ids: ids.slice(at, at + AT_ONCE), ...what } });
      const failure = error?.message ?? data?.editExperiments.problems[0]?.message;
      if (failure !== undefined) {
        notifications.show({ color: 'red', message: failure });
        return false;
      }
    }
    onChanged();
    return true;
  };
  /** Does it, and offers to take it back from those that it changed. */
  const changeAndOffer = async (
    ids: readonly string[],
    what: Omit<EditExperimentsInput, 'ids'>,
    back: Omit<EditExperimentsInput, 'ids'>,
    said: string,
  ) => {
    if (ids.length === 0 || !(await change(ids, what))) return;
    const id = notifications.show({
      autoClose: 10_000,
      message: (
        <span className={classes.undo}>
          {said}
          <Button
            variant="subtle"
            size="compact-xs"
            onClick={() => {
              notifications.hide(id);
              void change(ids, back);
            }}
          >
            Undo
          </Button>
        </span>
      ),
    });
  };
  const count = (n: number) => `${formatCount(n)} ${n === 1 ? 'experiment' : 'experiments'}`;
  const tag = (name: string) => {
    const ids = rows.filter(({ tags }) => !tags.includes(name)).map(({ id }) => id);
    return changeAndOffer(ids, { addTags: [name] }, { removeTags: [name] }, `Tagged ${count(ids.length)}.`);
  };
  const untag = (name: string) => {
    const ids = rows.filter(({ tags }) => tags.includes(name)).map(({ id }) => id);
    return changeAndOffer(
      ids,
      { removeTags: [name] },
      { addTags: [name] },
      `Took the tag from ${count(ids.length)}.`,
    );
  };
  const archive = () => {
    const ids = rows.filter(({ archived }) => archived === areArchived).map(({ id }) => id);
    return changeAndOffer(
      ids,
      { archived: !areArchived },
      { archived: areArchived },
      `${areArchived ? 'Took from the archive' : 'Archived'} ${count(ids.length)}.`,
    );
  };
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
        onClick={(event) => rows.length < 2 && event.preventDefault()}
      >
        Compare
      </Button>
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

interface TagMenuProps {
  rows: readonly ListedExperiment[];
  onTag: (name: string) => Promise<void>;
  onUntag: (name: string) => Promise<void>;
}

function TagMenu({ rows, onTag, onUntag }: TagMenuProps) {
  const [name, setName] = useState('');
  const tags = [...new Set(rows.flatMap((row) => row.tags))].sort();
  const add = (event: FormEvent) => {
    event.preventDefault();
    if (name.trim() === '') return;
    setName('');
    void onTag(name.trim());
  };
  return (
    <Popover position="top" trapFocus returnFocus>
      <Popover.Target>
        <Button variant="default" size="xs">
          Tag
        </Button>
      </Popover.Target>
      <Popover.Dropdown className={classes.menu} aria-label="Tags">
        <form className={classes.keep} onSubmit={add}>
          <TextInput
            size="xs"
            label="Add a tag"
            maxLength={60}
            value={name}
            onChange={(event) => setName(event.currentTarget.value)}
          />
          <Button type="submit" size="xs">
            Add
          </Button>
        </form>
        {tags.map((tag) => (
          <div key={tag} className={classes.column}>
            <span>{tag}</span>
            <Button variant="subtle" size="compact-xs" onClick={() => void onUntag(tag)}>
              Remove
            </Button>
          </div>
        ))}
      </Popover.Dropdown>
    </Popover>
  );
}
