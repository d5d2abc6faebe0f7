'use client';

import { ActionIcon, Button, Checkbox, Popover, TextInput } from '@mantine/core';
import { IconBookmark, IconTrash } from '@tabler/icons-react';
import { type FormEvent, useState } from 'react';
import { useMutation, useQuery } from 'urql';
import { useSession } from '../../session/session.tsx';
import classes from './ExperimentsPage.module.css';
import { DELETE_VIEW, SAVE_VIEW, SAVED_VIEWS } from './experimentListDocuments.ts';

const PAGE = 'experiments';

interface ViewsMenuProps {
  /** What the address says now. */
  search: string;
  onOpen: (search: string) => void;
}

/** Views that were kept under a name: opened, kept, shared, deleted. */
export function ViewsMenu({ search, onOpen }: ViewsMenuProps) {
  const { workspace } = useSession();
  const mayWrite = workspace.role !== 'VIEWER';
  const [{ data }, refetch] = useQuery({ query: SAVED_VIEWS, variables: { slug: workspace.slug } });
  const [, save] = useMutation(SAVE_VIEW);
  const [, remove] = useMutation(DELETE_VIEW);
  const [name, setName] = useState('');
  const [shared, setShared] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  const views = (data?.workspace?.views ?? []).flatMap((view) => {
    const state = searchOf(view.state);
    return state === null ? [] : [{ ...view, search: state }];
  });
  const readAgain = () => refetch({ requestPolicy: 'network-only' });
  const keep = async (event: FormEvent) => {
    event.preventDefault();
    const input = { workspace: workspace.slug, name, shared, state: { page: PAGE, search } };
    const { data: answer, error } = await save({ input });
    const failure = error?.message ?? answer?.saveView.problems[0]?.message ?? null;
    setProblem(failure);
    if (failure === null) setName('');
    readAgain();
  };
  const forget = async (id: string) => {
    const { data: answer, error } = await remove({ id });
    setProblem(error?.message ?? answer?.deleteView.problems[0]?.message ?? null);
    readAgain();
  };
  return (
    <Popover position="bottom-end" trapFocus returnFocus>
      <Popover.Target>
        <Button variant="default" size="xs" leftSection={<IconBookmark size={14} aria-hidden />}>
          Views
        </Button>
      </Popover.Target>
      <Popover.Dropdown className={classes.menu} aria-label="Views">
        {views.length === 0 && <p className={classes.faint}>No view was kept yet.</p>}
        {views.map((view) => (
          <div key={view.id} className={classes.column}>
            <button type="button" className={classes.view} onClick={() => onOpen(view.search)}>
              {view.name}
              <span className={classes.faint}>{view.shared ? ` · shared by ${view.madeBy.name}` : ''}</span>
            </button>
            {mayWrite && (
              <ActionIcon
                variant="subtle"
                size="sm"
                aria-label={`Delete ${view.name}`}
                onClick={() => void forget(view.id)}
              >
                <IconTrash size={14} aria-hidden />
              </ActionIcon>
            )}
          </div>
        ))}
        {mayWrite && (
          <form className={classes.keep} onSubmit={(event) => void keep(event)}>
            <TextInput
              size="xs"
              label="Keep this view as"
              value={name}
              onChange={(event) => setName(event.currentTarget.value)}
              error={problem}
              required
              maxLength={100}
            />
            <Checkbox
              size="xs"
              label="Shared with the workspace"
              checked={shared}
              onChange={(event) => setShared(event.currentTarget.checked)}
            />
            <Button type="submit" size="xs">
              Keep
            </Button>
          </form>
        )}
      </Popover.Dropdown>
    </Popover>
  );
}

/** What the address said when the view was kept; null where it is another page's. */
function searchOf(state: unknown): string | null {
  if (typeof state !== 'object' || state === null) return null;
  if (!('page' in state && state.page === PAGE && 'search' in state)) return null;
  return typeof state.search === 'string' ? state.search : null;
}
