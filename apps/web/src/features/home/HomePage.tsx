'use client';

import { Button } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import Link from 'next/link';
import type { ReactNode } from 'react';
import { useQuery } from 'urql';
import { useThrottled } from '../../api/useThrottled.ts';
import { useWorkspaceEvents } from '../../api/useWorkspaceEvents.ts';
import { graphql } from '../../gql/index.ts';
import { formatCount } from '../../ui/format.ts';
import { PageHeader } from '../../ui/PageHeader.tsx';
import { ErrorState, Loading } from '../../ui/States.tsx';
import { ExperimentTable } from '../experiments/ExperimentTable.tsx';
import { Trail } from '../frame/Trail.tsx';
import { useSession, useWorkspacePath } from '../session/session.tsx';
import { FirstSteps } from './FirstSteps.tsx';
import classes from './HomePage.module.css';
import { LatestData } from './LatestData.tsx';
import { LatestStudies } from './LatestStudies.tsx';

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
    datasets(workspace: $workspace, first: 3) {
      totalCount
      edges {
        node {
          id
          name
          latestVersion {
            id
            status
            progress
            sampleCount
            samples(first: 5) {
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
    studies(workspace: $workspace, first: 3) {
      totalCount
      edges {
        node {
          id
          name
          status
          progress
          bestReason
        }
      }
    }
    system {
      version
      backend
      workers
    }
  }
`);

/** What runs, what finished, the data and the studies. */
export function HomePage() {
  const { workspace } = useSession();
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
  const studies = data.studies?.edges.map((edge) => edge.node) ?? [];
  const isEmpty = datasets.length === 0 && running.length === 0 && finished.length === 0;
  return (
    <>
      <Trail steps={[]} />
      <PageHeader
        title={workspace.name}
        detail={
          <>
            <span>{workersText(data.system.workers, data.system.backend)}</span>
            <span>version {data.system.version}</span>
          </>
        }
        actions={
          !isEmpty && (
            <Button
              component={Link}
              href={to('/experiments/new')}
              leftSection={<IconPlus size={16} aria-hidden />}
            >
              New experiment
            </Button>
          )
        }
      />
      {isEmpty && <FirstSteps onArrived={refresh} />}
      {!isEmpty && (
        <div className={classes.columns}>
          <div>
            {running.length > 0 && (
              <Section name="Under way" count={data.running?.totalCount ?? 0}>
                <ExperimentTable rows={running} isCompact />
              </Section>
            )}
            <Section name="Finished" count={data.finished?.totalCount ?? 0} all={to('/experiments')}>
              {finished.length > 0 ? (
                <ExperimentTable rows={finished} isCompact />
              ) : (
                <p className={classes.nothing}>
                  No experiment has finished yet. Start one: its defaults work.
                </p>
              )}
            </Section>
          </div>
          <div>
            {datasets.length > 0 && (
              <Section name="Data" count={data.datasets?.totalCount ?? 0} all={to('/data')}>
                <LatestData datasets={datasets} onProgress={refresh} />
              </Section>
            )}
            {studies.length > 0 && (
              <Section name="Studies" count={data.studies?.totalCount ?? 0} all={to('/studies')}>
                <LatestStudies studies={studies} />
              </Section>
            )}
          </div>
        </div>
      )}
    </>
  );
}

interface SectionProps {
  name: string;
  count: number;
  /** Where all of them are. */
  all?: string;
  children: ReactNode;
}

function Section({ name, count, all, children }: SectionProps) {
  return (
    <section className={classes.section} aria-label={name}>
      <div className={classes.sectionHead}>
        <h2>
          {name}
          {count > 0 && <span className={classes.count}>{formatCount(count)}</span>}
        </h2>
        {all && <Link href={all}>All</Link>}
      </div>
      {children}
    </section>
  );
}

function workersText(workers: number, backend: string): string {
  if (workers === 0) return 'No worker is there yet: experiments wait until one starts.';
  return `${workers} ${workers === 1 ? 'worker' : 'workers'}, ${backend} backend`;
}
