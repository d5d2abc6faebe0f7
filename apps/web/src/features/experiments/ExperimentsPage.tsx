'use client';

import { Button, Select, TextInput } from '@mantine/core';
import { IconPlus, IconSearch } from '@tabler/icons-react';
import Link from 'next/link';
import { useEffect, useState } from 'react';
import { useQuery } from 'urql';
import { useSearchState } from '../../api/useSearchState.ts';
import { useThrottled } from '../../api/useThrottled.ts';
import { useWorkspaceEvents } from '../../api/useWorkspaceEvents.ts';
import type { ExperimentRowFragment, ExperimentStatus } from '../../gql/graphql.ts';
import { graphql } from '../../gql/index.ts';
import { formatCount } from '../../ui/format.ts';
import { PageHeader } from '../../ui/PageHeader.tsx';
import { Empty, ErrorState, Loading } from '../../ui/States.tsx';
import { useSession, useWorkspacePath } from '../session/session.tsx';
import classes from './ExperimentsPage.module.css';
import { ExperimentTable, type SortField, type Sorting } from './ExperimentTable.tsx';

const EXPERIMENTS = graphql(`
  query ExperimentsPage($workspace: String!, $filter: ExperimentFilter, $orderBy: [ExperimentOrder!], $first: Int) {
    experiments(workspace: $workspace, filter: $filter, orderBy: $orderBy, first: $first) {
      totalCount
      edges {
        node {
          ...ExperimentRow
        }
      }
      pageInfo {
        hasNextPage
      }
    }
  }
`);

const STATUSES: { value: ExperimentStatus | ''; label: string }[] = [
  { value: '', label: 'Any status' },
  { value: 'RUNNING', label: 'Running' },
  { value: 'QUEUED', label: 'Queued' },
  { value: 'SUCCEEDED', label: 'Done' },
  { value: 'FAILED', label: 'Failed' },
  { value: 'CANCELLED', label: 'Cancelled' },
];
const PAGE = 50;

/** All experiments of the workspace: filtered, sorted, live. */
export function ExperimentsPage() {
  const { workspace } = useSession();
  const to = useWorkspacePath();
  const [search, change] = useSearchState();
  const sorting = sortingOf(search);
  const status = search.get('status') ?? '';
  const text = search.get('text') ?? '';
  const count = Number(search.get('count')) || PAGE;
  const [{ data, error }, refetch] = useQuery({
    query: EXPERIMENTS,
    variables: {
      workspace: workspace.slug,
      first: Math.min(count, 200),
      filter: { ...(text ? { text } : {}), ...(status ? { status: [status as ExperimentStatus] } : {}) },
      orderBy: [sorting],
    },
    requestPolicy: 'cache-and-network',
  });
  const refresh = useThrottled(() => refetch({ requestPolicy: 'network-only' }), 1500);
  const [live, setLive] = useState<ReadonlyMap<string, Partial<ExperimentRowFragment>>>(new Map());
  useWorkspaceEvents(workspace.slug, ({ experiment, reset }) => {
    setLive((before) => (reset ? new Map() : new Map(before).set(experiment.id, experiment)));
    const known = data?.experiments?.edges.find(({ node }) => node.id === experiment.id)?.node;
    if (reset || known?.status !== experiment.status) refresh();
  });
  const rows = data?.experiments?.edges.map(({ node }) => ({ ...node, ...live.get(node.id) }));
  const isFiltered = text !== '' || status !== '';
  const onSort = (field: SortField) => {
    const turned = sorting.field === field && sorting.direction === 'DESC';
    change({ sort: `${field}.${turned ? 'ASC' : 'DESC'}` });
  };
  return (
    <>
      <PageHeader
        title="Experiments"
        detail={
          data?.experiments &&
          `${formatCount(data.experiments.totalCount)} ${isFiltered ? 'found' : 'in all'}`
        }
        actions={
          <Button component={Link} href={to('/experiments/new')} leftSection={<IconPlus size={16} />}>
            New experiment
          </Button>
        }
      />
      <div className={classes.filters}>
        <SearchBox text={text} onChange={(value) => change({ text: value })} />
        <Select
          aria-label="Status"
          size="xs"
          w={132}
          value={status}
          data={STATUSES}
          onChange={(value) => change({ status: value })}
        />
      </div>
      {error && !data && <ErrorState message={error.message} onRetry={refresh} />}
      {!rows && !error && <Loading height={320} />}
      {rows?.length === 0 &&
        (isFiltered ? (
          <Empty title="No experiment fits these filters">
            <button
              type="button"
              className={classes.clear}
              onClick={() => change({ text: null, status: null })}
            >
              Show all
            </button>
          </Empty>
        ) : (
          <Empty title="No experiments yet">Start one from a data set: the defaults work.</Empty>
        ))}
      {rows && rows.length > 0 && <ExperimentTable rows={rows} sorting={sorting} onSort={onSort} />}
      {data?.experiments?.pageInfo.hasNextPage && count < 200 && (
        <Button variant="default" mt="md" onClick={() => change({ count: String(count + PAGE) })}>
          Show more
        </Button>
      )}
    </>
  );
}

/** Asks for the words half a second after the last key, so that typing never waits for an answer. */
function SearchBox({ text, onChange }: { text: string; onChange: (text: string) => void }) {
  const [typed, setTyped] = useState(text);
  useEffect(() => {
    if (typed === text) return;
    const timer = setTimeout(() => onChange(typed), 400);
    return () => clearTimeout(timer);
  }, [typed, text, onChange]);
  return (
    <TextInput
      aria-label="Find experiments"
      placeholder="Name, tag or E-42"
      size="xs"
      w={260}
      leftSection={<IconSearch size={14} aria-hidden />}
      value={typed}
      onChange={(event) => setTyped(event.currentTarget.value)}
    />
  );
}

const SORT_FIELDS: readonly string[] = [
  'CREATED_AT',
  'SILHOUETTE',
  'MSE',
  'DURATION',
  'CLUSTER_COUNT',
  'NAME',
];

function sortingOf(search: URLSearchParams): Sorting {
  const [field, direction] = (search.get('sort') ?? '').split('.');
  if (!field || !SORT_FIELDS.includes(field)) return { field: 'CREATED_AT', direction: 'DESC' };
  return { field: field as SortField, direction: direction === 'ASC' ? 'ASC' : 'DESC' };
}
