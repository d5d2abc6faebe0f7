'use client';

import Link from 'next/link';
import { useQuery } from 'urql';
import { useThrottled } from '../../api/useThrottled.ts';
import { useWorkspaceEvents } from '../../api/useWorkspaceEvents.ts';
import { graphql } from '../../gql/index.ts';
import { PageHeader } from '../../ui/PageHeader.tsx';
import { ProgressBar } from '../../ui/ProgressBar.tsx';
import { Empty, ErrorState, Loading } from '../../ui/States.tsx';
import { StatusBadge } from '../../ui/StatusBadge.tsx';
import { TimeAgo } from '../../ui/TimeAgo.tsx';
import { Trail } from '../frame/Trail.tsx';
import { useSession, useWorkspacePath } from '../session/session.tsx';
import classes from './StudiesPage.module.css';
import { WholeStudyButton } from './wholeStudy/WholeStudyButton.tsx';

const STUDIES = graphql(`
  query StudyList($workspace: String!) {
    studies(workspace: $workspace, first: 200) {
      edges {
        node {
          id
          name
          status
          progress
          createdAt
          bestReason
        }
      }
    }
  }
`);

/** The workspace's studies. */
export function StudiesPage() {
  const { workspace } = useSession();
  const to = useWorkspacePath();
  const [{ data, error }, refetch] = useQuery({
    query: STUDIES,
    variables: { workspace: workspace.slug },
    requestPolicy: 'cache-and-network',
  });
  const refresh = useThrottled(() => refetch({ requestPolicy: 'network-only' }), 2000);
  useWorkspaceEvents(workspace.slug, refresh);
  const studies = data?.studies?.edges.map((edge) => edge.node);
  return (
    <>
      <Trail steps={[{ name: 'Studies' }]} />
      <PageHeader
        title="Studies"
        detail="A study runs every combination of choices over one data set; they share what they can."
        actions={<WholeStudyButton />}
      />
      {error && !data && <ErrorState message={error.message} onRetry={refresh} />}
      {!studies && !error && <Loading height={240} />}
      {studies?.length === 0 && (
        <Empty title="No studies yet">
          Run the whole study on a data set by the button above, or one of your own with{' '}
          <code>npx asterism run STUDY.yaml --dataset NAME</code>; examples/study.yaml shows how.
        </Empty>
      )}
      <ul className={classes.list}>
        {studies?.map(({ id, name, status, progress, createdAt, bestReason }) => (
          <li key={id}>
            <Link href={to(`/studies/${encodeURIComponent(id)}`)} className={classes.study}>
              <span className={classes.name}>{name}</span>
              <span className={classes.status}>
                <StatusBadge status={status} />
                {status === 'RUNNING' && (
                  <ProgressBar fraction={progress} label={`${name}, experiments done`} />
                )}
              </span>
              <span className={classes.reason}>{bestReason}</span>
              <span className={classes.when}>
                <TimeAgo at={createdAt} />
              </span>
            </Link>
          </li>
        ))}
      </ul>
    </>
  );
}
