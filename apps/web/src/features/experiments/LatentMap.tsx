'use client';

import { useRouter } from 'next/navigation';
import { useMemo } from 'react';
import { useQuery } from 'urql';
import { useBlob } from '../../api/useBlob.ts';
import { graphql } from '../../gql/index.ts';
import { formatNumber, sampleId } from '../../ui/format.ts';
import { Panel } from '../../ui/Panel.tsx';
import { clusterColor } from '../../ui/palette.ts';
import { Empty, ErrorState } from '../../ui/States.tsx';
import { ScatterPlot } from '../map/ScatterPlot.tsx';
import { useWorkspacePath } from '../session/session.tsx';
import classes from './Chart.module.css';
import type { ExperimentDetail } from './ExperimentPage.tsx';

const SAMPLES = graphql(`
  query MapSamples($id: ID!) {
    node(id: $id) {
      ... on DatasetVersion {
        samples(first: 1000) {
          edges {
            node {
              id
              index
              fileName
              thumbnailUrl(size: 128)
            }
          }
        }
      }
    }
  }
`);

/** The latents by their projection, coloured by cluster; a thumbnail on hover. */
export function LatentMap({ experiment }: { experiment: ExperimentDetail }) {
  const { projections, labels: labelBlob, clusters, dataset, datasetVersion } = experiment;
  const router = useRouter();
  const to = useWorkspacePath();
  const projection = projections[0];
  const coordinates = useBlob(projection?.coordinates.url, 'float32');
  const labels = useBlob(labelBlob?.url, 'int32');
  const [{ data }] = useQuery({
    query: SAMPLES,
    variables: { id: datasetVersion?.id ?? '' },
    pause: !datasetVersion,
  });
  const samples = useMemo(() => {
    const edges = data?.node && 'samples' in data.node ? (data.node.samples?.edges ?? []) : [];
    return new Map(edges.map(({ node }) => [node.index, node]));
  }, [data]);
  const points = useMemo(() => {
    if (!coordinates.data) return null;
    const own = Array.from({ length: coordinates.data.length / 2 }, (_, i) => labels.data?.[i] ?? 0);
    return {
      coordinates: coordinates.data,
      colors: own.map(clusterColor),
      hollow: own.map((label) => label < 0),
    };
  }, [coordinates.data, labels.data]);
  const explained = projection?.explainedVariance;
  const percent = (share: number | undefined) =>
    share === undefined ? '' : ` (${formatNumber(share * 100)} %)`;
  const say =
    explained &&
    `The two axes hold ${formatNumber(explained.reduce((a, b) => a + b, 0) * 100)} % of the latents’ variance.`;
  const card = (index: number) => {
    const sample = samples.get(index);
    return (
      <>
        {sample && (
          // biome-ignore lint/performance/noImgElement: drawn by the API, there is nothing for Next to optimise
          <img src={sample.thumbnailUrl} alt="" />
        )}
        <span>
          <span className="number">{sampleId(index)}</span>, cluster {labels.data?.[index] ?? '–'}
        </span>
      </>
    );
  };
  const open = (index: number) => {
    const sample = samples.get(index);
    if (sample && dataset)
      router.push(to(`/data/${encodeURIComponent(dataset.id)}/samples/${encodeURIComponent(sample.id)}`));
  };
  const error = coordinates.error ?? labels.error;
  return (
    <Panel title={`Latents${projection ? ` by ${projection.kind}` : ''}`} say={say}>
      {error && <ErrorState message={error} />}
      {!error &&
        (points ? (
          <>
            <div style={{ position: 'relative' }}>
              <ScatterPlot
                data={points}
                label={`Map of ${points.colors.length} latents, coloured by cluster`}
                card={card}
                onChoose={open}
              />
              <span className={`${classes.axis} ${classes.axisX}`}>
                component 1{percent(explained?.[0])} →
              </span>
              <span className={`${classes.axis} ${classes.axisY}`}>
                ↑ component 2{percent(explained?.[1])}
              </span>
            </div>
            <div className={classes.legend}>
              {clusters.map(({ label, size, isNoise }) => (
                <span key={label}>
                  <span className={classes.swatch} style={{ background: clusterColor(label) }} />
                  {isNoise ? 'noise' : `cluster ${label}`} · {size}
                </span>
              ))}
            </div>
          </>
        ) : (
          <div className={classes.chart}>
            <Empty title="There are no latents yet" />
          </div>
        ))}
    </Panel>
  );
}
