'use client';

import { Button } from '@mantine/core';
import { IconPrinter } from '@tabler/icons-react';
import dynamic from 'next/dynamic';
import Link from 'next/link';
import { useQuery } from 'urql';
import { useThrottled } from '../../api/useThrottled.ts';
import { useWorkspaceEvents } from '../../api/useWorkspaceEvents.ts';
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
import { usePrint } from './report/usePrint.ts';
import classes from './StudyPage.module.css';
import { STUDY, type StudyDetail } from './studyDocument.ts';

// Its charts and maps come after the conclusion can be read.
const StudyReport = dynamic(() => import('./report/StudyReport.tsx').then((module) => module.StudyReport), {
  ssr: false,
  loading: () => <Loading height={640} />,
});

/** A study: the best of it and why, the report of its nine steps, and every experiment; live. */
export function StudyPage({ id }: { id: string }) {
  const { workspace } = useSession();
  const to = useWorkspacePath();
  const [{ data, error }, refetch] = useQuery({
    query: STUDY,
    variables: { id },
    requestPolicy: 'cache-and-network',
  });
  const { isWhole, isPreparing, isPaper, print } = usePrint();
  const refresh = useThrottled(() => refetch({ requestPolicy: 'network-only' }), 1200);
  useWorkspaceEvents(workspace.slug, refresh);
  if (error && !data?.node) return <ErrorState message={error.message} onRetry={refresh} />;
  if (!data) return <Loading height={400} />;
  const study = data.node && 'bestReason' in data.node ? data.node : null;
  if (!study) return <Empty title="There is no such study" isPage />;
  const { dataset } = study.datasetVersion;
  const rows = study.experiments?.edges.map((edge) => edge.node) ?? [];
  const comparable = rows.filter(({ status }) => status === 'SUCCEEDED').map(({ number }) => number);
  return (
    <div className={isPaper ? classes.paper : undefined}>
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
          <>
            {comparable.length > 1 && (
              <Button variant="default" component={Link} href={to(comparePath(comparable))}>
                Compare clusterings
              </Button>
            )}
            <Button
              variant="default"
              leftSection={<IconPrinter size={16} aria-hidden />}
              loading={isPreparing}
              onClick={print}
            >
              Print
            </Button>
          </>
        }
      />
      <Conclusion study={study} />
      {study.status === 'RUNNING' && (
        <div className={classes.progress}>
          <ProgressBar fraction={study.progress} label="Experiments done" />
        </div>
      )}
      <StudyReport study={study} runs={rows} isWhole={isWhole} />
      <section className={classes.all} aria-label="All experiments">
        <h2 className={classes.heading}>All experiments</h2>
        <ExperimentTable rows={rows} {...(study.best ? { bestId: study.best.id } : {})} />
      </section>
    </div>
  );
}

/** What came out, in words; while it runs, what is known so far. */
function Conclusion({ study }: { study: StudyDetail }) {
  const { bestReason, board, datasetVersion, secondsSaved, status } = study;
  const isOver = status !== 'RUNNING' && status !== 'QUEUED';
  const facts = [
    ['Models', board.sentence],
    ['Channels', datasetVersion.channelReport?.summary],
    [
      'Work',
      secondsSaved > 0 &&
        `Stages that several experiments share were run once: that saved ${formatDuration(secondsSaved)}.`,
    ],
  ] as const;
  const known = facts.filter(([, says]) => says);
  return (
    <>
      {bestReason && (
        <p className={classes.conclusion}>
          {!isOver && 'So far: '}
          {bestReason}
        </p>
      )}
      {known.length > 0 && (
        <dl className={classes.facts}>
          {known.map(([name, says]) => (
            <div key={name}>
              <dt>{name}</dt>
              <dd>{says}</dd>
            </div>
          ))}
        </dl>
      )}
    </>
  );
}
