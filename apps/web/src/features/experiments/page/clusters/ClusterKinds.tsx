'use client';

import { useQuery } from 'urql';
import { ErrorState, Loading } from '../../../../ui/States.tsx';
import classes from './Clusters.module.css';
import { CLUSTER_KINDS } from './clusterDocuments.ts';
import { MeanImageView } from './MeanImageView.tsx';
import type { MeanImages } from './meanImages.ts';
import { SampleTile } from './SampleTile.tsx';

const BORDER = 4;

interface ClusterKindsProps {
  cluster: { id: string; label: number; size: number };
  means: MeanImages | null;
  channels: readonly number[];
  path: (sampleId: string) => string | null;
}

/** What a cluster is like at a glance: its medoid, the mean of its images, and who is farthest from its middle. */
export function ClusterKinds({ cluster: { id, label, size }, means, channels, path }: ClusterKindsProps) {
  const [{ data, error }, refetch] = useQuery({
    query: CLUSTER_KINDS,
    // Of a small cluster the border would be everybody.
    variables: { id, border: Math.min(BORDER, Math.max(1, size - 1)) },
  });
  if (error && !data)
    return <ErrorState message={error.message} onRetry={() => refetch({ requestPolicy: 'network-only' })} />;
  const node = data?.node && 'border' in data.node ? data.node : null;
  if (!node) return <Loading height={128} />;
  const mean = means?.byLabel.get(label);
  const border = node.border?.edges ?? [];
  return (
    <div className={classes.kinds}>
      {node.medoid && (
        <figure className={classes.kind}>
          <figcaption>Medoid</figcaption>
          <div className={classes.pictures}>
            <SampleTile sample={node.medoid} path={path(node.medoid.id)} />
          </div>
        </figure>
      )}
      {means && mean && (
        <MeanImageView
          label={label}
          mean={mean}
          limits={means.limits}
          channels={channels}
          memberCount={size}
        />
      )}
      {size > 2 && (
        <figure className={classes.kind}>
          <figcaption>
            Border <span className={classes.of}>farthest from the middle</span>
          </figcaption>
          <div className={classes.pictures}>
            {border.map(({ node: sample }) => (
              <SampleTile key={sample.id} sample={sample} path={path(sample.id)} />
            ))}
          </div>
        </figure>
      )}
    </div>
  );
}
