'use client';

import { SegmentedControl } from '@mantine/core';
import type { ReactNode } from 'react';
import { useQuery } from 'urql';
import { useSearchState } from '../../../../api/useSearchState.ts';
import type { MemberOrder } from '../../../../gql/graphql.ts';
import { CopyTable } from '../../../../ui/CopyTable.tsx';
import { formatCount, formatScore } from '../../../../ui/format.ts';
import { PageLink } from '../../../../ui/PageLink.tsx';
import { Panel } from '../../../../ui/Panel.tsx';
import { clusterColor } from '../../../../ui/palette.ts';
import { ErrorState } from '../../../../ui/States.tsx';
import { useSelection } from '../../../clustering/useSelection.ts';
import { CannotTell } from '../../../observations/review/CannotTell.tsx';
import { usePagePaths } from '../../../session/pagePaths.tsx';
import type { ShownExperiment } from '../../experimentDocuments.ts';
import { ClusterKinds } from './ClusterKinds.tsx';
import classes from './Clusters.module.css';
import { HEADER_SUMMARY } from './clusterDocuments.ts';
import { HeaderFacts } from './HeaderFacts.tsx';
import { Members } from './Members.tsx';
import { useMeanImages } from './useMeanImages.ts';
import { useVerdicts } from './useVerdicts.ts';

const ORDERS: readonly { value: MemberOrder; label: string }[] = [
  { value: 'INDEX', label: 'By ID' },
  { value: 'MIDDLE_FIRST', label: 'Middle first' },
  { value: 'BORDER_FIRST', label: 'Border first' },
];

interface ClustersProps {
  experiment: ShownExperiment;
  /** Whether the reader may see headers and prepared images, as visitors of a link may not. */
  isMember?: boolean;
}

/** Each cluster: who stands for it, its mean image, its border, all members, and what its headers have in common. */
export function Clusters({ experiment, isMember = false }: ClustersProps) {
  const { id, clusters, preprocessing, preprocessed, labels } = experiment;
  const [search, change] = useSearchState();
  const order = ORDERS.find(({ value }) => value === search.get('members'))?.value ?? 'INDEX';
  const untold = useVerdicts(id, isMember);
  const means = useMeanImages(isMember ? preprocessed?.images : null, labels?.url);
  const [headers] = useQuery({
    query: HEADER_SUMMARY,
    variables: { id },
    pause: !isMember || clusters.length === 0,
  });
  const summary = headers.data?.experiment?.headerSummary;
  const problem = means.error ?? headers.error?.message;
  if (clusters.length === 0) return null;
  return (
    <section aria-label="Clusters" className={classes.section}>
      <div className={classes.top}>
        <h2 className={classes.heading}>Clusters</h2>
        <div className={classes.tools}>
          <SegmentedControl
            aria-label="Order of the members"
            value={order}
            data={[...ORDERS]}
            onChange={(value) => change({ members: value === 'INDEX' ? null : value })}
          />
          <CopyTable label="the clusters" table={clusterTable(clusters)} />
        </div>
      </div>
      <Shares clusters={clusters} />
      {problem && <ErrorState message={problem} />}
      {clusters.map((cluster) => (
        <Cluster
          key={cluster.id}
          cluster={cluster}
          experiment={experiment}
          untold={untold.get(cluster.label) ?? null}
        >
          {(path) => (
            <>
              <ClusterKinds
                cluster={cluster}
                means={means.means}
                channels={preprocessing?.channels ?? []}
                path={path}
              />
              <h3 className={classes.small}>Members</h3>
              <Members clusterId={cluster.id} order={order} path={path} />
              {summary && <HeaderFacts summary={summary} label={cluster.label} />}
            </>
          )}
        </Cluster>
      ))}
    </section>
  );
}

interface ClusterProps {
  cluster: ShownExperiment['clusters'][number];
  experiment: ShownExperiment;
  /** Why people cannot tell it from the others; null where they can, or where nobody looked. */
  untold: string | null;
  children: (path: (sampleId: string) => string | null) => ReactNode;
}

/** A cluster's panel, marked where the cluster is chosen on the page. */
function Cluster({ cluster, experiment, untold, children }: ClusterProps) {
  const { dataset, datasetVersion } = experiment;
  const { label, size, silhouette, stability } = cluster;
  const { cluster: chosen } = useSelection();
  const paths = usePagePaths();
  const of = { datasetId: dataset?.id, version: datasetVersion?.number };
  const page = paths.cluster(experiment, label);
  return (
    <div className={classes.cluster} data-chosen={label === chosen}>
      <Panel
        title={nameOf(cluster)}
        mark={<span className={classes.mark} style={{ background: clusterColor(label) }} />}
        action={
          <span className={classes.facts}>
            {untold !== null && <CannotTell reason={untold} isShort />} {formatCount(size)}{' '}
            {size === 1 ? 'sample' : 'samples'} · silhouette{' '}
            <span className="number">{formatScore(silhouette)}</span>
            {stability != null && (
              <>
                {' '}
                · stability <span className="number">{formatScore(stability)}</span>
              </>
            )}
            {page && (
              <>
                {' '}
                ·{' '}
                <PageLink href={page} aria-label={`Observation of ${nameOf(cluster)}`}>
                  Observation
                </PageLink>
              </>
            )}
          </span>
        }
      >
        {children((sampleId) => paths.sample(sampleId, of))}
      </Panel>
    </div>
  );
}

const nameOf = ({ label, isNoise }: { label: number; isNoise: boolean }): string =>
  isNoise ? 'Noise' : `Cluster ${label}`;

const clusterTable = (clusters: ShownExperiment['clusters']) => [
  ['Cluster', 'Samples', 'Silhouette', 'Stability'],
  ...clusters.map((cluster) => [
    nameOf(cluster),
    cluster.size,
    cluster.silhouette ?? null,
    cluster.stability ?? null,
  ]),
];

/** How the samples are shared out among the clusters. */
function Shares({ clusters }: { clusters: ShownExperiment['clusters'] }) {
  return (
    <div className={classes.shares} aria-hidden>
      {clusters.map((cluster) => (
        <span
          key={cluster.label}
          title={`${nameOf(cluster)}: ${cluster.size}`}
          style={{ flexGrow: cluster.size, background: clusterColor(cluster.label) }}
        />
      ))}
    </div>
  );
}
