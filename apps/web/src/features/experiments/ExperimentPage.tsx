'use client';

import { Button } from '@mantine/core';
import Link from 'next/link';
import { useEffect } from 'react';
import { useClient, useMutation, useQuery } from 'urql';
import { useThrottled } from '../../api/useThrottled.ts';
import type { ExperimentPageQuery } from '../../gql/graphql.ts';
import { graphql } from '../../gql/index.ts';
import { experimentId } from '../../ui/format.ts';
import { PageHeader } from '../../ui/PageHeader.tsx';
import { Empty, ErrorState, Loading } from '../../ui/States.tsx';
import { StatusBadge } from '../../ui/StatusBadge.tsx';
import { TimeAgo } from '../../ui/TimeAgo.tsx';
import { useWorkspacePath } from '../session/session.tsx';
import { Clusters } from './Clusters.tsx';
import { Configuration } from './Configuration.tsx';
import classes from './ExperimentPage.module.css';
import { LatentMap } from './LatentMap.tsx';
import { ScanChart } from './ScanChart.tsx';
import { Stages } from './Stages.tsx';
import { TrainingCurve } from './TrainingCurve.tsx';

const EXPERIMENT = graphql(`
  query ExperimentPage($id: ID!) {
    experiment(id: $id) {
      id
      number
      name
      status
      createdAt
      startedAt
      finishedAt
      seed
      environment
      recommendation
      createdBy {
        name
      }
      study {
        id
        name
      }
      dataset {
        id
        name
      }
      datasetVersion {
        id
        number
        sampleCount
      }
      preprocessing {
        channels
        normalization
        size
        stretch
        lowerPercentile
        upperPercentile
      }
      model {
        kind
        latentSize
        epochs
        batchSize
        learningRate
        params
        parameterCount
      }
      clustering {
        algorithm
        params
      }
      stages {
        kind
        key
        status
        reused
        seconds
      }
      failure {
        code
        message
        stage
        retryable
      }
      progress {
        stage
        fraction
        epoch
        epochs
        secondsLeft
      }
      curve {
        epoch
        trainLoss
        validationLoss
        imagesPerSecond
      }
      metrics {
        mse
        psnr
        silhouette
        daviesBouldin
        calinskiHarabasz
        clusterCount
      }
      scan {
        value
        clusterCount
        silhouette
        daviesBouldin
        calinskiHarabasz
        best
      }
      labels {
        url
      }
      projections {
        kind
        explainedVariance
        coordinates {
          url
        }
      }
      clusters {
        id
        label
        size
        silhouette
        isNoise
      }
    }
  }
`);

const PROGRESS = graphql(`
  subscription ExperimentEvents($id: ID!) {
    experimentProgress(id: $id) {
      sequence
    }
  }
`);

const CANCEL = graphql(`
  mutation CancelExperiment($input: ExperimentIdInput!) {
    cancelExperiment(input: $input) {
      experiment {
        id
        status
      }
      problems {
        code
        message
      }
    }
  }
`);

const RETRY = graphql(`
  mutation RetryExperiment($input: ExperimentIdInput!) {
    retryExperiment(input: $input) {
      experiment {
        id
        status
      }
      problems {
        code
        message
      }
    }
  }
`);

export type ExperimentDetail = NonNullable<ExperimentPageQuery['experiment']>;

/** One experiment: the conclusion in words, then what it rests on. Follows the run as it goes. */
export function ExperimentPage({ id }: { id: string }) {
  const to = useWorkspacePath();
  const client = useClient();
  const [{ data, error }, refetch] = useQuery({
    query: EXPERIMENT,
    variables: { id },
    requestPolicy: 'cache-and-network',
  });
  const refresh = useThrottled(() => refetch({ requestPolicy: 'network-only' }), 700);
  useEffect(() => {
    const { unsubscribe } = client.subscription(PROGRESS, { id }).subscribe(({ data: event }) => {
      if (event) refresh();
    });
    return unsubscribe;
  }, [client, id, refresh]);
  const [cancelled, cancel] = useMutation(CANCEL);
  const [retried, retry] = useMutation(RETRY);

  if (error && !data) return <ErrorState message={error.message} onRetry={refresh} />;
  if (!data) return <Loading height={480} />;
  const { experiment } = data;
  if (!experiment) return <Empty title="There is no such experiment" />;
  const { number, name, status, failure, dataset, datasetVersion, study } = experiment;
  const isLive = status === 'RUNNING' || status === 'QUEUED';
  const act = (run: typeof cancel | typeof retry) => run({ input: { id } }).then(refresh);
  return (
    <>
      <PageHeader
        title={
          <>
            <span className={`number ${classes.number}`}>{experimentId(number)}</span> {name}
          </>
        }
        detail={
          <>
            <StatusBadge status={status} />
            {dataset && (
              <span>
                on <Link href={to(`/data/${encodeURIComponent(dataset.id)}`)}>{dataset.name}</Link>, version{' '}
                {datasetVersion?.number}
              </span>
            )}
            {study && (
              <span>
                of <Link href={to(`/studies/${encodeURIComponent(study.id)}`)}>{study.name}</Link>
              </span>
            )}
            <span>
              {experiment.createdBy?.name}, <TimeAgo at={experiment.createdAt} />
            </span>
          </>
        }
        actions={
          <>
            {isLive && (
              <Button variant="default" loading={cancelled.fetching} onClick={() => act(cancel)}>
                Cancel
              </Button>
            )}
            {(status === 'FAILED' || status === 'CANCELLED') && (
              <Button variant="default" loading={retried.fetching} onClick={() => act(retry)}>
                Run again
              </Button>
            )}
          </>
        }
      />
      {experiment.recommendation && <p className={classes.conclusion}>{experiment.recommendation}</p>}
      {failure && (
        <div className={classes.block}>
          <ErrorState
            message={`${failure.message} (${failure.code}, while it was to ${failure.stage.toLowerCase()})`}
          />
        </div>
      )}
      <div className={classes.grid}>
        <Stages experiment={experiment} />
        <TrainingCurve experiment={experiment} />
        <LatentMap experiment={experiment} />
        <ScanChart experiment={experiment} />
      </div>
      <Clusters experiment={experiment} />
      <Configuration experiment={experiment} />
    </>
  );
}
