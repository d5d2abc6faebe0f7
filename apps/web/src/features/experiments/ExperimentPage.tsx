'use client';

import { Button } from '@mantine/core';
import Link from 'next/link';
import { useEffect, useState } from 'react';
import { useClient, useMutation, useQuery } from 'urql';
import { useThrottled } from '../../api/useThrottled.ts';
import { experimentId } from '../../ui/format.ts';
import { PageHeader } from '../../ui/PageHeader.tsx';
import { Empty, ErrorState, Loading } from '../../ui/States.tsx';
import { StatusBadge } from '../../ui/StatusBadge.tsx';
import { TimeAgo } from '../../ui/TimeAgo.tsx';
import { AssociationPanel } from '../clustering/AssociationPanel.tsx';
import { ClusteringViews } from '../clustering/ClusteringViews.tsx';
import { PointedSampleProvider } from '../clustering/pointedSample.tsx';
import { datasetPath, samplePath } from '../datasets/paths.ts';
import { NewImagesPanel } from '../encodings/NewImagesPanel.tsx';
import { Trail } from '../frame/Trail.tsx';
import { KnownLabels } from '../knownLabels/KnownLabels.tsx';
import { useLook } from '../lastVisit/LastVisit.tsx';
import { ModelFilesPanel } from '../modelFiles/ModelFilesPanel.tsx';
import { ShareButton } from '../publicLinks/ShareButton.tsx';
import { ReconstructionPanel } from '../reconstructions/ReconstructionPanel.tsx';
import { useWorkspacePath } from '../session/session.tsx';
import { VerificationPanel } from '../verification/VerificationPanel.tsx';
import { Clusters } from './Clusters.tsx';
import { Configuration } from './Configuration.tsx';
import { Evidence } from './Evidence.tsx';
import classes from './ExperimentPage.module.css';
import { CANCEL, EXPERIMENT, type ExperimentDetail, PROGRESS, RETRY } from './experimentDocuments.ts';
import { Figures } from './Figures.tsx';
import { Stages } from './Stages.tsx';

/** One experiment: the conclusion in words, then what it rests on. Follows the run as it goes. */
export function ExperimentPage({ id }: { id: string }) {
  const client = useClient();
  const [{ data, error }, refetch] = useQuery({
    query: EXPERIMENT,
    variables: { id },
    requestPolicy: 'cache-and-network',
  });
  const refresh = useThrottled(() => refetch({ requestPolicy: 'network-only' }), 700);
  useLook(data?.experiment);
  useEffect(() => {
    const { unsubscribe } = client.subscription(PROGRESS, { id }).subscribe(({ data: event }) => {
      if (event) refresh();
    });
    return unsubscribe;
  }, [client, id, refresh]);

  if (error && !data?.experiment) return <ErrorState message={error.message} onRetry={refresh} />;
  if (!data) return <Loading height={480} />;
  const { experiment } = data;
  if (!experiment) return <Empty title="There is no such experiment" />;
  const { number, name, failure, recommendation } = experiment;
  return (
    <PointedSampleProvider>
      <Trail steps={[{ name: 'Experiments', path: '/experiments' }, { name: experimentId(number) }]} />
      <PageHeader
        title={
          <>
            <span className={`number ${classes.number}`}>{experimentId(number)}</span> {name}
          </>
        }
        detail={<Origin experiment={experiment} />}
        actions={
          <>
            <Actions experiment={experiment} onDone={refresh} />
            <ShareButton experiments={[experiment]} />
          </>
        }
      />
      {recommendation && <p className={classes.conclusion}>{recommendation}</p>}
      {failure && (
        <div className={classes.block}>
          <ErrorState
            message={`${failure.message} (${failure.code}, while it was to ${failure.stage.toLowerCase()})`}
          />
        </div>
      )}
      <Figures experiment={experiment} />
      <Stages experiment={experiment} />
      <Evidence experiment={experiment} />
      <div className={classes.block}>
        <AssociationPanel experimentId={experiment.id} status={experiment.status} />
      </div>
      <ClusteringViews experiment={experiment} />
      <div className={`${classes.block} ${classes.optional}`}>
        <KnownLabels
          experimentId={experiment.id}
          versionId={experiment.datasetVersion?.id}
          status={experiment.status}
        />
      </div>
      <Clusters experiment={experiment} />
      <Reconstructed experiment={experiment} />
      {experiment.status === 'SUCCEEDED' && experiment.model && (
        <div className={classes.block}>
          <NewImagesPanel experiment={experiment} onChange={refresh} />
        </div>
      )}
      <Configuration experiment={experiment} />
      <div className={classes.below}>
        <ModelFilesPanel
          experiment={experiment}
          isTrained={experiment.stages.some(({ kind, status }) => kind === 'TRAIN' && status === 'SUCCEEDED')}
        />
      </div>
      <VerificationPanel experiment={experiment} onChange={refresh} />
    </PointedSampleProvider>
  );
}

/** Nothing of latents that were brought from elsewhere: they have no model. */
function Reconstructed({ experiment }: { experiment: ExperimentDetail }) {
  const to = useWorkspacePath();
  const { model, preprocessing, stages, dataset, datasetVersion } = experiment;
  if (!model || !preprocessing) return null;
  return (
    <div className={classes.block}>
      <ReconstructionPanel
        experiment={experiment}
        model={model}
        preprocessing={preprocessing}
        isEncoded={stages.some(({ kind, status }) => kind === 'ENCODE' && status === 'SUCCEEDED')}
        samplePath={(id) => to(samplePath(dataset?.id ?? '', id, datasetVersion?.number ?? 1))}
      />
    </div>
  );
}

/** Where it stands, what it was run on, and by whom. */
function Origin({
  experiment: { status, dataset, datasetVersion, study, createdBy, createdAt },
}: {
  experiment: ExperimentDetail;
}) {
  const to = useWorkspacePath();
  return (
    <>
      <StatusBadge status={status} />
      {dataset && (
        <span>
          on <Link href={to(datasetPath(dataset.id, datasetVersion?.number))}>{dataset.name}</Link>, version{' '}
          {datasetVersion?.number}
        </span>
      )}
      {study && (
        <span>
          of the study <Link href={to(`/studies/${encodeURIComponent(study.id)}`)}>{study.name}</Link>
        </span>
      )}
      <span>
        {createdBy?.name}
        {createdBy ? ', ' : ''}
        <TimeAgo at={createdAt} />
      </span>
    </>
  );
}

/** Stops a run, or runs it again; says why where that cannot be. */
function Actions({
  experiment: { id, status },
  onDone,
}: {
  experiment: ExperimentDetail;
  onDone: () => void;
}) {
  const [{ fetching: isCancelling }, cancel] = useMutation(CANCEL);
  const [{ fetching: isRetrying }, retry] = useMutation(RETRY);
  const [problem, setProblem] = useState<string | null>(null);
  const stop = async () => {
    const { data, error } = await cancel({ input: { id } });
    setProblem(error?.message ?? data?.cancelExperiment.problems[0]?.message ?? null);
    onDone();
  };
  const again = async () => {
    const { data, error } = await retry({ input: { id } });
    setProblem(error?.message ?? data?.retryExperiment.problems[0]?.message ?? null);
    onDone();
  };
  return (
    <>
      {problem && <ErrorState message={problem} />}
      {(status === 'RUNNING' || status === 'QUEUED') && (
        <Button variant="default" loading={isCancelling} onClick={stop}>
          Cancel
        </Button>
      )}
      {(status === 'FAILED' || status === 'CANCELLED') && (
        <Button variant="default" loading={isRetrying} onClick={again}>
          Run again
        </Button>
      )}
    </>
  );
}
