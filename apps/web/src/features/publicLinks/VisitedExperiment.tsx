'use client';

import dynamic from 'next/dynamic';
import { useEffect } from 'react';
import { useQuery } from 'urql';
import { experimentId, formatCount } from '../../ui/format.ts';
import { PageHeader } from '../../ui/PageHeader.tsx';
import { Empty, ErrorState, Loading } from '../../ui/States.tsx';
import { StatusBadge } from '../../ui/StatusBadge.tsx';
import { Tags } from '../../ui/Tags.tsx';
import { TimeAgo } from '../../ui/TimeAgo.tsx';
import { PointedSampleProvider } from '../clustering/pointedSample.tsx';
import { Evidence } from '../experiments/Evidence.tsx';
import { Clusters } from '../experiments/page/clusters/Clusters.tsx';
import { Figures } from '../experiments/page/overview/Figures.tsx';
import { Configuration } from '../experiments/page/run/Configuration.tsx';
import { TrainingSection } from '../experiments/page/training/TrainingSection.tsx';
import { type PagePaths, VisitProvider } from '../session/pagePaths.tsx';
import classes from './PublicPage.module.css';
import { VISITED_EXPERIMENT } from './publicLinkDocuments.ts';

// The library that draws it comes after the page can be read.
const ScanChart = dynamic(() => import('../experiments/ScanChart.tsx').then((module) => module.ScanChart), {
  ssr: false,
  loading: () => <Loading height={320} />,
});

// Far below what is read first.
const ClusteringViews = dynamic(
  () => import('../clustering/ClusteringViews.tsx').then((module) => module.ClusteringViews),
  {
    ssr: false,
    loading: () => <Loading height={640} />,
  },
);

const NOWHERE: PagePaths['experiment'] = () => null;

/** An experiment to look at: the conclusion, then what it rests on, and nothing that could be done. */
export function VisitedExperiment({ id }: { id: string }) {
  const [{ data, error }, refetch] = useQuery({ query: VISITED_EXPERIMENT, variables: { id } });
  const experiment = data?.experiment;
  useEffect(() => {
    if (experiment) document.title = `${experimentId(experiment.number)} ${experiment.name} · Asterism`;
  }, [experiment]);
  if (error && !experiment)
    return <ErrorState message={error.message} onRetry={() => refetch({ requestPolicy: 'network-only' })} />;
  if (!data) return <Loading height={480} />;
  if (!experiment) return <Empty title="This link shows no such experiment" />;
  const { number, name, status, datasetVersion, createdAt, tags, recommendation, notes } = experiment;
  return (
    <VisitProvider experimentPath={NOWHERE}>
      <PointedSampleProvider>
        <PageHeader
          title={
            <>
              <span className={`number ${classes.number}`}>{experimentId(number)}</span> {name}
            </>
          }
          detail={
            <>
              <StatusBadge status={status} />
              {datasetVersion && <span>{formatCount(datasetVersion.sampleCount)} samples</span>}
              <TimeAgo at={createdAt} />
              <Tags tags={tags} />
            </>
          }
        />
        {recommendation && <p className={classes.conclusion}>{recommendation}</p>}
        {notes && <p className={classes.notes}>{notes}</p>}
        <Figures experiment={experiment} />
        <div className={classes.parts}>
          <TrainingSection experiment={experiment} />
          <Evidence experiment={experiment} />
          <ScanChart experiment={experiment} />
          <ClusteringViews experiment={experiment} />
          <Clusters experiment={experiment} />
          <Configuration experiment={experiment} />
        </div>
      </PointedSampleProvider>
    </VisitProvider>
  );
}
