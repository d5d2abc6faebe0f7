'use client';

import { Button } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import Link from 'next/link';
import { useQuery } from 'urql';
import { useThrottled } from '../../api/useThrottled.ts';
import { useWorkspaceEvents } from '../../api/useWorkspaceEvents.ts';
import { graphql } from '../../gql/index.ts';
import { formatCount } from '../../ui/format.ts';
import { PageHeader } from '../../ui/PageHeader.tsx';
import { ErrorState, Loading } from '../../ui/States.tsx';
import { ExperimentTable } from '../experiments/ExperimentTable.tsx';
import { useSession, useWorkspacePath } from '../session/session.tsx';
import { FirstSteps } from './FirstSteps.tsx';
import classes from './HomePage.module.css';
import { LatestData } from './LatestData.tsx';

const HOME = graphql(`
  query Home($workspace: String!) {
    running: experiments(workspace: $workspace, filter: { status: [RUNNING, QUEUED] }, first: 8) {
      totalCount
      edges {
        node {
          ...ExperimentRow
        }
      }
    }
    finished: experiments(workspace: $workspace, filter: { status: [SUCCEEDED, FAILED] }, first: 8) {
      totalCount
      edges {
        node {
          ...ExperimentRow
        }
      }
    }
    datasets(workspace: $workspace, first: 4) {
      edges {
        node {
          id
          name
          latestVersion {
            id
            status
            progress
            sampleCount
            samples(first: 6) {
              edges {
                node {
                  id
                  thumbnailUrl(size: 96)
                }
              }
            }
          }
        }
      }
    }
  }
`);

/** What runs, what finished, and the data. */
export function HomePage() {
  const { workspace, system } = useSession();
  const to = useWorkspacePath();
  const [{ data, error }, refetch] = useQuery({
    query: HOME,
    variables: { workspace: workspace.slug },
    requestPolicy: 'cache-and-network',
  });
  const refresh = useThrottled(() => refetch({ requestPolicy: 'network-only' }), 1500);
  useWorkspaceEvents(workspace.slug, refresh);
  if (error && !data) return <ErrorState message={error.message} onRetry={refresh} />;
  if (!data) return <Loading height={480} />;
  const running = data.running?.edges.map((edge) => edge.node) ?? [];
  const finished = data.finished?.edges.map((edge) => edge.node) ?? [];
  const datasets = data.datasets?.edges.map((edge) => edge.node) ?? [];
  return (
    <>
      <PageHeader
        title={workspace.name}
        detail={
          <>
            <span>{workersText(system.workers, system.backend)}</span>
            <span>version {system.version}</span>
          </>
        }
        actions={
          <Button component={Link} href={to('/experiments/new')} leftSection={<IconPlus size={16} />}>
            New experiment
          </Button>
        }
      />
      {datasets.length === 0 && running.length === 0 && finished.length === 0 && (
        <FirstSteps onArrived={refresh} />
      )}
      {running.length > 0 && (
        <section className={classes.section} aria-label="Under way">
          <h2>Under way · {formatCount(data.running?.totalCount ?? 0)}</h2>
          <ExperimentTable rows={running} />
        </section>
      )}
      {datasets.length > 0 && (
        <section className={classes.section} aria-label="Data">
          <h2>Data</h2>
          <LatestData datasets={datasets} onProgress={refresh} />
        </section>
      )}
      {finished.length > 0 && (
        <section className={classes.section} aria-label="Finished">
          <h2>Finished</h2>
          <ExperimentTable rows={finished} />
          {(data.finished?.totalCount ?? 0) > finished.length && (
            <Link href={to('/experiments')}>All experiments</Link>
          )}
        </section>
      )}
    </>
  );
}

function workersText(workers: number, backend: string): string {
  if (workers === 0) return 'No worker is there yet: experiments wait until one starts.';
  return `${workers} ${workers === 1 ? 'worker' : 'workers'}, ${backend} backend`;
}
