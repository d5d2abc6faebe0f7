'use client';

import { useQuery } from 'urql';
import { experimentId } from '../../../ui/format.ts';
import { Empty, ErrorState, Loading } from '../../../ui/States.tsx';
import { WithExperimentId } from '../../experiments/WithExperimentId.tsx';
import { CLUSTER_PAGE } from './clusterPageDocument.ts';
import { OpenCluster } from './OpenCluster.tsx';

/** The cluster of an address: its experiment by id or by the name that people use, E-42, and its label. */
export function ClusterPage({ experiment, label }: { experiment: string; label: string }) {
  return (
    <WithExperimentId name={experiment}>
      {(id) => <ClusterOf experimentId={id} label={Number(label)} />}
    </WithExperimentId>
  );
}

function ClusterOf({ experimentId: id, label }: { experimentId: string; label: number }) {
  const [{ data, error }, refetch] = useQuery({ query: CLUSTER_PAGE, variables: { id } });
  if (error && !data)
    return <ErrorState message={error.message} onRetry={() => refetch({ requestPolicy: 'network-only' })} />;
  if (!data) return <Loading height={480} />;
  const { experiment } = data;
  if (!experiment) return <Empty title="There is no such experiment" isPage />;
  const cluster = experiment.clusters.find((one) => one.label === label);
  return cluster ? (
    <OpenCluster experiment={experiment} cluster={cluster} />
  ) : (
    <Empty title={`${experimentId(experiment.number)} has no such cluster`} isPage />
  );
}
