'use client';

import { Button } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import Link from 'next/link';
import { useQuery } from 'urql';
import { useThrottled } from '../../api/useThrottled.ts';
import { useWorkspaceEvents } from '../../api/useWorkspaceEvents.ts';
import type { HomeQuery } from '../../gql/graphql.ts';
import { PageHeader } from '../../ui/PageHeader.tsx';
import { ErrorState, Loading } from '../../ui/States.tsx';
import { ExperimentTable } from '../experiments/ExperimentTable.tsx';
import { Trail } from '../frame/Trail.tsx';
import { useLastVisit } from '../lastVisit/LastVisit.tsx';
import { useBellChange } from '../notifications/useBellChange.ts';
import { useSession, useWorkspacePath } from '../session/session.tsx';
import { AwaitingLook } from './AwaitingLook.tsx';
import { FirstSteps } from './FirstSteps.tsx';
import { ForYou } from './ForYou.tsx';
import { HereNow } from './HereNow.tsx';
import classes from './HomePage.module.css';
import { HOME } from './homeDocument.ts';
import { Lately } from './Lately.tsx';
import { LatestData } from './LatestData.tsx';
import { LatestStudies } from './LatestStudies.tsx';
import { newsSentence, sinceWords } from './news.ts';
import { Section } from './Section.tsx';

/** What is new since the last visit, what runs, the data and the studies, and what others do. */
export function HomePage() {
  const { workspace } = useSession();
  const to = useWorkspacePath();
  const { since } = useLastVisit();
  const [{ data, error }, refetch] = useQuery({
    query: HOME,
    variables: { workspace: workspace.slug, since, isBack: since !== null },
    requestPolicy: 'cache-and-network',
  });
  const refresh = useThrottled(() => refetch({ requestPolicy: 'network-only' }), 1500);
  useWorkspaceEvents(workspace.slug, refresh);
  useBellChange(refresh);
  if (error && !data) return <ErrorState message={error.message} onRetry={refresh} />;
  if (!data) return <Loading height={480} />;
  const datasets = data.datasets?.edges.map((edge) => edge.node) ?? [];
  const studies = data.studies?.edges.map((edge) => edge.node) ?? [];
  const isEmpty = datasets.length === 0 && !data.running?.totalCount && !data.finished?.totalCount;
  return (
    <>
      <Trail steps={[]} />
      <PageHeader
        title={workspace.name}
        detail={
          <>
            <News data={data} />
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
          <Experiments data={data} />
          <div>
            <HereNow />
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
            <Lately />
          </div>
        </div>
      )}
    </>
  );
}

/** What came of the experiments since the last visit, in words; nothing at the first. */
function News({ data: { fresh, failed } }: { data: HomeQuery }) {
  const { since } = useLastVisit();
  if (since === null || !fresh || !failed) return null;
  const finished = fresh.totalCount - failed.totalCount;
  return <span>{newsSentence(finished, failed.totalCount, sinceWords(since, new Date()))}</span>;
}

/** What was said to the one who looks, the experiments that await a look, those under way, and the newest of those that are over. */
function Experiments({ data }: { data: HomeQuery }) {
  const to = useWorkspacePath();
  const { looked } = useLastVisit();
  const running = data.running?.edges.map((edge) => edge.node) ?? [];
  const fresh = data.fresh?.edges.map((edge) => edge.node) ?? [];
  const awaiting = fresh.filter(({ id }) => !looked.includes(id));
  const isAwaiting = new Set(awaiting.map(({ id }) => id));
  const over = data.finished?.edges.map((edge) => edge.node) ?? [];
  const finished = over.filter(({ id }) => !isAwaiting.has(id));
  const told = data.viewer?.notifications?.edges.map((edge) => edge.node) ?? [];
  const unread = told.filter(({ isRead }) => !isRead);
  return (
    <div>
      {unread.length > 0 && <ForYou rows={unread} count={data.viewer?.unreadNotifications ?? 0} />}
      {awaiting.length > 0 && (
        <AwaitingLook rows={awaiting} more={(data.fresh?.totalCount ?? 0) - fresh.length} />
      )}
      {running.length > 0 && (
        <Section name="Under way" count={data.running?.totalCount ?? 0}>
          <ExperimentTable rows={running} isCompact />
        </Section>
      )}
      {(finished.length > 0 || over.length === 0) && (
        <Section name="Finished" count={data.finished?.totalCount ?? 0} all={to('/experiments')}>
          {finished.length > 0 ? (
            <ExperimentTable rows={finished} isCompact />
          ) : (
            <p className={classes.nothing}>No experiment has finished yet. Start one: its defaults work.</p>
          )}
        </Section>
      )}
    </div>
  );
}

function workersText(workers: number, backend: string): string {
  if (workers === 0) return 'No worker is there yet: experiments wait until one starts.';
  return `${workers} ${workers === 1 ? 'worker' : 'workers'}, ${backend} backend`;
}
