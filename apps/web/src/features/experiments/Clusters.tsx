'use client';

import { Button } from '@mantine/core';
import Link from 'next/link';
import { useState } from 'react';
import { useQuery } from 'urql';
import { graphql } from '../../gql/index.ts';
import { formatCount, formatScore, sampleId } from '../../ui/format.ts';
import { Panel } from '../../ui/Panel.tsx';
import { clusterColor } from '../../ui/palette.ts';
import { ErrorState, Loading } from '../../ui/States.tsx';
import { useWorkspacePath } from '../session/session.tsx';
import classes from './Clusters.module.css';
import type { ExperimentDetail } from './ExperimentPage.tsx';

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
export function Clusters({ experiment: { clusters, dataset } }: { experiment: ExperimentDetail }) {
  return (
    <>
      {clusters.map((cluster) => (
        <div
          key={cluster.id}
          className={classes.cluster}
          style={{ borderLeftColor: clusterColor(cluster.label) }}
        >
          <Panel
            title={cluster.isNoise ? 'Noise' : `Cluster ${cluster.label}`}
            action={
              <span className={classes.facts}>
                {formatCount(cluster.size)} samples · silhouette{' '}
                <span className="number">{formatScore(cluster.silhouette)}</span>
              </span>
            }
          >
            <Members clusterId={cluster.id} datasetId={dataset?.id ?? ''} />
          </Panel>
        </div>
      ))}
    </>
  );
}

const FIRST = 24;

function Members({ clusterId, datasetId }: { clusterId: string; datasetId: string }) {
  const to = useWorkspacePath();
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
            <Link
              href={to(`/data/${encodeURIComponent(datasetId)}/samples/${encodeURIComponent(id)}`)}
              className={classes.member}
              title={fileName}
            >
              {/* biome-ignore lint/performance/noImgElement: drawn by the API, there is nothing for Next to optimise */}
              <img src={thumbnailUrl} alt={`Sample ${sampleId(index)}`} loading="lazy" />
              <span className="number">{sampleId(index)}</span>
            </Link>
          </li>
        ))}
      </ul>
      {left > 0 && (
        <Button variant="subtle" size="compact-sm" onClick={() => setFirst(Math.min(first * 8, 1000))}>
          {formatCount(left)} more
        </Button>
      )}
    </>
  );
}
