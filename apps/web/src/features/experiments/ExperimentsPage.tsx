'use client';

import { MODEL_KINDS } from '@asterism/ml/params';
import { Button, Select, TextInput } from '@mantine/core';
import { IconPlus, IconSearch } from '@tabler/icons-react';
import Link from 'next/link';
import { useEffect, useRef, useState } from 'react';
import { useSearchState } from '../../api/useSearchState.ts';
import { useThrottled } from '../../api/useThrottled.ts';
import { useWorkspaceEvents, type WorkspaceEvent } from '../../api/useWorkspaceEvents.ts';
import { formatCount } from '../../ui/format.ts';
import { PageHeader } from '../../ui/PageHeader.tsx';
import { Empty, ErrorState, Loading } from '../../ui/States.tsx';
import { Trail } from '../frame/Trail.tsx';
import { useSession, useWorkspacePath } from '../session/session.tsx';
import classes from './ExperimentsPage.module.css';
import { ExperimentTable } from './ExperimentTable.tsx';
import { filterOf, sortedBy, sortingOf } from './filters.ts';
import { useExperiments } from './useExperiments.ts';

const CHOICES = {
  status: [
    { value: '', label: 'Any status' },
    { value: 'RUNNING', label: 'Running' },
    { value: 'QUEUED', label: 'Queued' },
    { value: 'SUCCEEDED', label: 'Done' },
    { value: 'FAILED', label: 'Failed' },
    { value: 'CANCELLED', label: 'Cancelled' },
  ],
  model: [
    { value: '', label: 'Any model' },
    ...MODEL_KINDS.map((kind) => ({ value: kind, label: kind.replace('_', ' ') })),
  ],
  algorithm: [
    { value: '', label: 'Any clusterer' },
    { value: 'KMEANS', label: 'k-means' },
  ],
} as const;
const NO_FILTER = { text: null, status: null, model: null, algorithm: null };

/** All experiments of the workspace: filtered, sorted, live. */
export function ExperimentsPage() {
  const { workspace } = useSession();
  const to = useWorkspacePath();
  const [search, change] = useSearchState();
  const sorting = sortingOf(search);
  const filter = filterOf(search);
  const isFiltered = Object.keys(filter).length > 0;
  const { listing, error, isLoadingMore, loadMore, refresh } = useExperiments({
    workspace: workspace.slug,
    filter,
    orderBy: [sorting],
  });
  const refreshSoon = useThrottled(refresh, 1500);
  const [live, setLive] = useState<ReadonlyMap<string, WorkspaceEvent['experiment']>>(new Map());
  useWorkspaceEvents(workspace.slug, ({ experiment, reset }) => {
    setLive((before) => (reset ? new Map() : new Map(before).set(experiment.id, experiment)));
    const known = listing?.rows.find(({ id }) => id === experiment.id);
    if (reset || known?.status !== experiment.status) refreshSoon();
  });
  const rows = listing?.rows.map((row) => ({ ...row, ...live.get(row.id) }));
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
        detail={listing && `${formatCount(listing.total)} ${isFiltered ? 'found' : 'in all'}`}
        actions={newExperiment}
      />
      <Filters search={search} onChange={change} />
      {error && <ErrorState message={error} onRetry={refresh} />}
      {!rows && !error && <Loading height={320} />}
      {rows?.length === 0 &&
        (isFiltered ? (
          <Empty title="No experiment fits these filters">
            <button type="button" className={classes.clear} onClick={() => change(NO_FILTER)}>
              Show all
            </button>
          </Empty>
        ) : (
          <Empty title="No experiments yet" action={newExperiment}>
            An experiment prepares images, learns features from them and clusters the features. Its defaults
            work.
          </Empty>
        ))}
      {rows && rows.length > 0 && (
        <ExperimentTable
          rows={rows}
          sorting={sorting}
          onSort={(field) => change({ sort: sortedBy(field, sorting) })}
        />
      )}
      {listing?.cursor && (
        <div className={classes.more}>
          <span>
            {formatCount(listing.rows.length)} of {formatCount(listing.total)}
          </span>
          <Button variant="default" loading={isLoadingMore} onClick={loadMore}>
            Show more
          </Button>
        </div>
      )}
    </>
  );
}

interface FiltersProps {
  search: URLSearchParams;
  onChange: (changes: Record<string, string | null>) => void;
}

function Filters({ search, onChange }: FiltersProps) {
  return (
    <search className={classes.filters}>
      <SearchBox text={search.get('text') ?? ''} onChange={(text) => onChange({ text })} />
      {(['status', 'model', 'algorithm'] as const).map((name) => (
        <Select
          key={name}
          aria-label={{ status: 'Status', model: 'Model', algorithm: 'Clusterer' }[name]}
          size="xs"
          w={132}
          value={search.get(name) ?? ''}
          data={CHOICES[name]}
          onChange={(value) => onChange({ [name]: value })}
        />
      ))}
    </search>
  );
}

/** Asks for the words a moment after the last key, so that typing never waits for an answer. */
function SearchBox({ text, onChange }: { text: string; onChange: (text: string) => void }) {
  const [typed, setTyped] = useState(text);
  const sent = useRef(text);
  const report = useRef(onChange);
  report.current = onChange;
  useEffect(() => {
    if (text === sent.current) return;
    sent.current = text;
    setTyped(text);
  }, [text]);
  useEffect(() => {
    if (typed === sent.current) return;
    const timer = setTimeout(() => {
      sent.current = typed;
      report.current(typed);
    }, 400);
    return () => clearTimeout(timer);
  }, [typed]);
  return (
    <TextInput
      aria-label="Find experiments"
      placeholder="Name, tag or E-42"
      size="xs"
      w={240}
      leftSection={<IconSearch size={14} aria-hidden />}
      value={typed}
      onChange={(event) => setTyped(event.currentTarget.value)}
    />
  );
}
