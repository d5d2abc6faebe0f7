'use client';

import { Button, NativeSelect } from '@mantine/core';
import { useMediaQuery } from '@mantine/hooks';
import { IconPlus } from '@tabler/icons-react';
import Link from 'next/link';
import { useRouter } from 'next/navigation';
import { useMemo, useState } from 'react';
import { useSearchState } from '../../../api/useSearchState.ts';
import { useThrottled } from '../../../api/useThrottled.ts';
import { useWorkspaceEvents, type WorkspaceEvent } from '../../../api/useWorkspaceEvents.ts';
import { formatCount } from '../../../ui/format.ts';
import { PageHeader } from '../../../ui/PageHeader.tsx';
import { Empty, ErrorState, Loading } from '../../../ui/States.tsx';
import { Trail } from '../../frame/Trail.tsx';
import { useSession, useWorkspacePath } from '../../session/session.tsx';
import { ColumnsMenu } from './ColumnsMenu.tsx';
import { columnChoiceOf, columnText } from './columnChoice.ts';
import { COLUMNS, PHONE_COLUMNS, USUAL_COLUMNS } from './columns.tsx';
import { ExperimentGrid } from './ExperimentGrid.tsx';
import classes from './ExperimentsPage.module.css';
import { FilterBar } from './FilterBar.tsx';
import { filterOfWords } from './filterWords.ts';
import type { Stretch } from './rows.ts';
import { SelectionBar } from './SelectionBar.tsx';
import { orderedBy, ordersOf } from './sorting.ts';
import { useChoice } from './useChoice.ts';
import type { ListedExperiment } from './useListings.ts';
import { GROUPS, groupFieldOf, useStretches } from './useStretches.ts';
import { ViewsMenu } from './ViewsMenu.tsx';

const COLUMN_IDS = COLUMNS.map(({ id }) => id);
const NO_CHOICE = { text: null, sort: null, group: null, open: null, columns: null };

/** All experiments of the workspace: filtered, sorted, in groups, live; the address says how. */
export function ExperimentsPage() {
  const { workspace } = useSession();
  const to = useWorkspacePath();
  const router = useRouter();
  const [search, change] = useSearchState();
  const text = search.get('text') ?? '';
  const orders = ordersOf(search.get('sort'));
  const by = groupFieldOf(search.get('group'));
  const columnsText = search.get('columns');
  const usual = useMediaQuery('(max-width: 640px)') ? PHONE_COLUMNS : USUAL_COLUMNS;
  const columns = useMemo(() => columnChoiceOf(columnsText, COLUMN_IDS, usual), [columnsText, usual]);
  const filter = useMemo(() => filterOfWords(text).filter, [text]);
  const list = useStretches({
    workspace: workspace.slug,
    filter,
    orderBy: orders,
    by,
    open: search.get('open') ?? '',
    onOpen: (open) => change({ open }),
  });
  const stretches = useLiveRows(workspace.slug, list.stretches, list.refresh);
  const { selected, select, selectBetween, selectNone } = useChoice(stretches, list.rowsOf);
  const read = new Map(stretches?.flatMap(({ rows }) => [...rows.values()].map((row) => [row.id, row])));
  const isFiltered = text.trim() !== '';
  const isEmpty = list.total === 0;
  const chosen = [...selected.values()].map((row) => read.get(row.id) ?? row);
  const newExperiment = (
    <Button component={Link} href={to('/experiments/new')} leftSection={<IconPlus size={16} aria-hidden />}>
      New experiment
    </Button>
  );
  return (
    <>
      <Trail steps={[{ name: 'Experiments' }]} />
      <PageHeader
        title="Experiments"
        detail={list.total === null ? null : `${formatCount(list.total)} ${isFiltered ? 'found' : 'in all'}`}
        actions={newExperiment}
      />
      <search className={classes.filters}>
        <FilterBar
          text={text}
          tags={[...new Set([...read.values()].flatMap(({ tags }) => tags))].sort()}
          onChange={(words) => change({ text: words })}
        />
        <NativeSelect
          size="xs"
          aria-label="Group by"
          value={by ?? ''}
          data={[{ value: '', label: 'Not grouped' }, ...GROUPS]}
          onChange={(event) => change({ group: event.currentTarget.value, open: null })}
        />
        <ColumnsMenu
          choice={columns}
          usual={usual}
          onChange={(choice) => change({ columns: columnText(choice) })}
        />
        <ViewsMenu
          search={search.toString()}
          onOpen={(kept) => change({ ...NO_CHOICE, ...Object.fromEntries(new URLSearchParams(kept)) })}
        />
      </search>
      {list.error && <ErrorState message={list.error} onRetry={list.refresh} />}
      {!stretches && !list.error && <Loading height={420} />}
      {isEmpty &&
        (isFiltered ? (
          <Empty title="No experiment fits these filters">
            <button type="button" className={classes.clear} onClick={() => change({ text: null })}>
              Show all
            </button>
          </Empty>
        ) : (
          <Empty title="No experiments yet" action={newExperiment}>
            An experiment prepares images, learns features from them and clusters the features. Its defaults
            work.
          </Empty>
        ))}
      {stretches && !isEmpty && (
        <ExperimentGrid
          stretches={stretches}
          columns={columns}
          onColumns={(choice) => change({ columns: columnText(choice) })}
          orders={orders}
          onOrder={(field, isAdded) => change({ sort: orderedBy(field, orders, isAdded) })}
          selected={new Set(selected.keys())}
          onSelect={select}
          onSelectBetween={selectBetween}
          onSelectNone={selectNone}
          onOpen={({ id }) => router.push(to(`/experiments/${encodeURIComponent(id)}`))}
          onToggleGroup={list.toggle}
          onWant={list.want}
        />
      )}
      {chosen.length > 0 && (
        <SelectionBar rows={chosen} columns={columns} onClear={selectNone} onChanged={list.refresh} />
      )}
    </>
  );
}

type Stretches = readonly Stretch<ListedExperiment>[] | null;

/** What decides which rows are listed, and in which order. */
const placing = ({
  status,
  name,
  tags,
  archived,
}: Pick<WorkspaceEvent['experiment'], 'status' | 'name' | 'tags' | 'archived'>): string =>
  JSON.stringify([status, name, tags, archived]);

/** The rows with what has happened since they were read; what may move a row has them read again. */
function useLiveRows(workspace: string, stretches: Stretches, refresh: () => void): Stretches {
  const refreshSoon = useThrottled(refresh, 1500);
  const [live, setLive] = useState<ReadonlyMap<string, WorkspaceEvent['experiment']>>(new Map());
  useWorkspaceEvents(workspace, ({ experiment, reset }) => {
    setLive((before) => (reset ? new Map() : new Map(before).set(experiment.id, experiment)));
    const known = stretches?.flatMap(({ rows }) => [...rows.values()]).find(({ id }) => id === experiment.id);
    if (reset || !known || placing(known) !== placing(experiment)) refreshSoon();
  });
  return useMemo(() => {
    if (!stretches || live.size === 0) return stretches;
    return stretches.map((stretch) => ({
      ...stretch,
      rows: new Map(
        [...stretch.rows].map(([place, row]) => {
          const news = live.get(row.id);
          return [place, news ? { ...row, ...news } : row];
        }),
      ),
    }));
  }, [stretches, live]);
}
