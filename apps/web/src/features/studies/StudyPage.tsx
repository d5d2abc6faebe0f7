'use client';

import { Button } from '@mantine/core';
import Link from 'next/link';
import { useQuery } from 'urql';
import { useThrottled } from '../../api/useThrottled.ts';
import { useWorkspaceEvents } from '../../api/useWorkspaceEvents.ts';
import { graphql } from '../../gql/index.ts';
import { formatDuration } from '../../ui/format.ts';
import { PageHeader } from '../../ui/PageHeader.tsx';
import { ProgressBar } from '../../ui/ProgressBar.tsx';
import { Empty, ErrorState, Loading } from '../../ui/States.tsx';
import { StatusBadge } from '../../ui/StatusBadge.tsx';
import { TimeAgo } from '../../ui/TimeAgo.tsx';
import { comparePath } from '../compare/compareState.ts';
import { datasetPath } from '../datasets/paths.ts';
import { ExperimentTable } from '../experiments/ExperimentTable.tsx';
import { Trail } from '../frame/Trail.tsx';
import { useSession, useWorkspacePath } from '../session/session.tsx';
import { BoardPanel } from './board/BoardPanel.tsx';
import classes from './StudyPage.module.css';

const STUDY = graphql(`
  query StudyPage($id: ID!) {
    node(id: $id) {
      ... on Study {
        id
        name
        status
        progress
        createdAt
        bestReason
        secondsSaved
        ...StudyBoardParts
        datasetVersion {
          id
          number
          dataset {
            id
            name
          }
        }
        best {
          id
        }
        experiments(first: 500) {
          edges {
            node {
              ...ExperimentRow
            }
          }
        }
      }
    }
  }
`);

/** A study: the best of it and why, and every experiment, live. */
export function StudyPage({ id }: { id: string }) {
  const { workspace } = useSession();
  const to = useWorkspacePath();
  const [{ data, error }, refetch] = useQuery({
    query: STUDY,
    variables: { id },
    requestPolicy: 'cache-and-network',
  });
  const refresh = useThrottled(() => refetch({ requestPolicy: 'network-only' }), 1200);
  useWorkspaceEvents(workspace.slug, refresh);
  if (error && !data?.node) return <ErrorState message={error.message} onRetry={refresh} />;
  if (!data) return <Loading height={400} />;
  const study = data.node && 'bestReason' in data.node ? data.node : null;
  if (!study) return <Empty title="There is no such study" />;
  const { dataset } = study.datasetVersion;
  const rows = study.experiments?.edges.map((edge) => edge.node) ?? [];
  const comparable = rows.filter(({ status }) => status === 'SUCCEEDED').map(({ number }) => number);
  return (
    <>
      <Trail steps={[{ name: 'Studies', path: '/studies' }, { name: study.name }]} />
      <PageHeader
        title={study.name}
        detail={
          <>
            <StatusBadge status={study.status} />
            {dataset && (
              <span>
                on <Link href={to(datasetPath(dataset.id, study.datasetVersion.number))}>{dataset.name}</Link>
                , version {study.datasetVersion.number}
              </span>
            )}
            <span>{rows.length} experiments</span>
            <TimeAgo at={study.createdAt} />
          </>
        }
        actions={
          comparable.length > 1 && (
            <Button variant="default" component={Link} href={to(comparePath(comparable))}>
              Compare clusterings
            </Button>
          )
        }
      />
      {study.bestReason && <p className={classes.conclusion}>{study.bestReason}</p>}
      {study.secondsSaved > 0 && (
        <p className={classes.saved}>
          Shared stages were run once: that saved {formatDuration(study.secondsSaved)} of work.
        </p>
      )}
      {study.status === 'RUNNING' && (
        <div className={classes.progress}>
          <ProgressBar fraction={study.progress} label="Experiments done" />
        </div>
      )}
      <div className={classes.board}>
        <BoardPanel board={study.board} />
      </div>
      <ExperimentTable rows={rows} {...(study.best ? { bestId: study.best.id } : {})} />
    </>
  );
}
