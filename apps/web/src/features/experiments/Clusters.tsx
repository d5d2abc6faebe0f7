'use client';

import { Button } from '@mantine/core';
import { useState } from 'react';
import { useQuery } from 'urql';
import { graphql } from '../../gql/index.ts';
import { formatCount, formatScore, sampleId } from '../../ui/format.ts';
import { PageLink } from '../../ui/PageLink.tsx';
import { Panel } from '../../ui/Panel.tsx';
import { clusterColor } from '../../ui/palette.ts';
import { ErrorState, Loading } from '../../ui/States.tsx';
import { useSelection } from '../clustering/useSelection.ts';
import { usePagePaths } from '../session/pagePaths.tsx';
import classes from './Clusters.module.css';
import type { ShownExperiment } from './experimentDocuments.ts';

const MEMBERS = graphql(`
  query ClusterMembers($id: ID!, $first: Int!) {
    node(id: $id) {
      ... on Cluster {
        id
        members(first: $first) {
          totalCount
          edges {
            node {
              id
              index
              fileName
              thumbnailUrl(size: 128)
            }
          }
          pageInfo {
            hasNextPage
          }
        }
      }
    }
  }
`);

/** Each cluster's members by ID, the one nearest to its middle first. */
export function Clusters({ experiment }: { experiment: ShownExperiment }) {
  const { clusters, dataset, datasetVersion } = experiment;
  const { cluster: chosen } = useSelection();
  const paths = usePagePaths();
  const of = { datasetId: dataset?.id, version: datasetVersion?.number };
  if (clusters.length === 0) return null;
  return (
    <section aria-label="Clusters" className={classes.section}>
      <h2 className={classes.heading}>Clusters</h2>
      <Shares clusters={clusters} />
      {clusters.map((cluster) => (
        <div key={cluster.id} className={classes.cluster} data-chosen={cluster.label === chosen}>
          <Panel
            title={cluster.isNoise ? 'Noise' : `Cluster ${cluster.label}`}
            mark={<span className={classes.mark} style={{ background: clusterColor(cluster.label) }} />}
            action={
              <span className={classes.facts}>
                {formatCount(cluster.size)} {cluster.size === 1 ? 'sample' : 'samples'} · silhouette{' '}
                <span className="number">{formatScore(cluster.silhouette)}</span>
                {cluster.stability != null && (
                  <>
                    {' '}
                    · stability <span className="number">{formatScore(cluster.stability)}</span>
                  </>
                )}
              </span>
            }
          >
            <Members clusterId={cluster.id} path={(sampleId) => paths.sample(sampleId, of)} />
          </Panel>
        </div>
      ))}
    </section>
  );
}

/** How the samples are shared out among the clusters. */
function Shares({ clusters }: { clusters: ShownExperiment['clusters'] }) {
  return (
    <div className={classes.shares} aria-hidden>
      {clusters.map(({ label, size, isNoise }) => (
        <span
          key={label}
          title={`${isNoise ? 'Noise' : `Cluster ${label}`}: ${size}`}
          style={{ flexGrow: size, background: clusterColor(label) }}
        />
      ))}
    </div>
  );
}

const FIRST = 24;

function Members({ clusterId, path }: { clusterId: string; path: (sampleId: string) => string | null }) {
  const [first, setFirst] = useState(FIRST);
  const [{ data, error }, refetch] = useQuery({ query: MEMBERS, variables: { id: clusterId, first } });
  if (error && !data)
    return <ErrorState message={error.message} onRetry={() => refetch({ requestPolicy: 'network-only' })} />;
  const members = data?.node && 'members' in data.node ? data.node.members : null;
  if (!members) return <Loading height={104} />;
  const left = members.totalCount - members.edges.length;
  return (
    <>
      <ul className={classes.members}>
        {members.edges.map(({ node: { id, index, fileName, thumbnailUrl } }) => (
          <li key={id}>
            <PageLink href={path(id)} className={classes.member} title={fileName}>
              {/* biome-ignore lint/performance/noImgElement: drawn by the API, there is nothing for Next to optimise */}
              <img src={thumbnailUrl} alt={`Sample ${sampleId(index)}`} loading="lazy" />
              <span className="number">{sampleId(index)}</span>
            </PageLink>
          </li>
        ))}
      </ul>
      {left > 0 && (
        <Button variant="default" size="xs" onClick={() => setFirst(Math.min(first * 8, 1000))}>
          {formatCount(left)} more
        </Button>
      )}
    </>
  );
}
