'use client';

import { type ReactNode, useMemo } from 'react';
import { useQuery } from 'urql';
import { useBlob } from '../../api/useBlob.ts';
import { useVersionSamples } from '../../api/useVersionSamples.ts';
import { Panel } from '../../ui/Panel.tsx';
import { Empty, ErrorState, Loading } from '../../ui/States.tsx';
import { usePagePaths } from '../session/pagePaths.tsx';
import classes from './ClusteringViews.module.css';
import { CondensedTreePanel } from './CondensedTreePanel.tsx';
import { CLUSTERING_VIEWS, CONDENSED_TREE } from './clusteringDocuments.ts';
import { condensedTreeAnswer } from './condensedTree.ts';
import { ResponsibilitiesPanel } from './ResponsibilitiesPanel.tsx';
import { SilhouettePanel } from './SilhouettePanel.tsx';
import { StabilityPanel } from './StabilityPanel.tsx';
import type { SampleLookup } from './samples.ts';

// 30,000 latents of 64: read to name the cluster that a misplaced sample is nearest to, which is no reason to wait.
const LATENTS_MOST_BYTES = 8e6;

interface ClusteredExperiment {
  id: string;
  status: string;
  clustering: { algorithm: string; params: unknown };
  clusters: readonly { label: number; isNoise: boolean; stability?: number | null }[];
  metrics?: { stability?: number | null } | null;
  dataset?: { id: string } | null;
  datasetVersion?: { id: string; number: number } | null;
}

/** The views of one clustering: silhouettes and stability of any, the tree of HDBSCAN, the responsibilities of a mixture. */
export function ClusteringViews({ experiment }: { experiment: ClusteredExperiment }) {
  const { id, status, clustering, clusters, metrics, dataset, datasetVersion } = experiment;
  const isComing = status === 'QUEUED' || status === 'RUNNING';
  const [{ data, error }, refetch] = useQuery({
    query: CLUSTERING_VIEWS,
    variables: { id },
    pause: isComing,
  });
  const views = data?.experiment;
  const column = (name: string) => views?.perSample.find((one) => one.name === name)?.values.url;
  const latentsBlob = views?.latents && views.latents.bytes <= LATENTS_MOST_BYTES ? views.latents : null;
  const labels = useBlob(views?.labels?.url, 'int32');
  const silhouettes = useBlob(column('silhouette'), 'float32');
  const stays = useBlob(column('stability'), 'float32');
  const seedStays = useBlob(column('seedStability'), 'float32');
  const responsibilities = useBlob(views?.responsibilities?.url, 'float32');
  const latents = useBlob(latentsBlob?.url, 'float32');
  const cols = latentsBlob?.shape[1] ?? 1;
  const read = useMemo(() => latents.data && { data: latents.data, cols }, [latents.data, cols]);
  const sampleOf = useSampleLookup(dataset?.id, views ? datasetVersion : null);
  const failure =
    error?.message ??
    labels.error ??
    silhouettes.error ??
    stays.error ??
    seedStays.error ??
    responsibilities.error;
  if (failure)
    return (
      <Waiting>
        <ErrorState message={failure} onRetry={() => refetch({ requestPolicy: 'network-only' })} />
      </Waiting>
    );
  if (views && !views.labels)
    return (
      <Waiting>
        <Empty title="Nothing was clustered" />
      </Waiting>
    );
  if (!labels.data)
    return (
      <Waiting>
        <Loading height={280} {...(isComing ? { label: 'Known when the run is done' } : {})} />
      </Waiting>
    );
  const isScored = silhouettes.data?.some((value) => !Number.isNaN(value)) ?? false;
  return (
    <div className={classes.views}>
      {clustering.algorithm === 'HDBSCAN' && <Tree id={id} params={clustering.params} />}
      {responsibilities.data && (
        <ResponsibilitiesPanel
          responsibilities={responsibilities.data}
          components={views?.responsibilities?.shape[1] ?? 1}
          sampleOf={sampleOf}
        />
      )}
      {silhouettes.data && isScored && (
        <SilhouettePanel
          silhouettes={silhouettes.data}
          labels={labels.data}
          latents={read}
          sampleOf={sampleOf}
        />
      )}
      {(!column('silhouette') || (silhouettes.data && !isScored)) && (
        <Panel title="Silhouettes">
          <Empty title="No two clusters to compare" />
        </Panel>
      )}
      {stays.data && (
        <StabilityPanel
          bootstraps={{
            stays: stays.data,
            ofCluster: (label) => clusters.find((one) => one.label === label)?.stability ?? null,
            overall: metrics?.stability ?? null,
          }}
          seeds={
            views?.seedStability && seedStays.data
              ? {
                  stays: seedStays.data,
                  ofCluster: (label) =>
                    views.seedStability?.clusters.find((one) => one.label === label)?.stability ?? null,
                  overall: views.seedStability.overall,
                }
              : null
          }
          isSeeded={clustering.algorithm !== 'HDBSCAN'}
          labels={labels.data}
          clusters={clusters}
          sampleOf={sampleOf}
        />
      )}
    </div>
  );
}

/** In the place of the views, as high as the first of them. */
function Waiting({ children }: { children: ReactNode }) {
  return (
    <div className={classes.views}>
      <Panel title="Silhouettes">{children}</Panel>
    </div>
  );
}

function Tree({ id, params }: { id: string; params: unknown }) {
  const [{ data, error }, refetch] = useQuery({ query: CONDENSED_TREE, variables: { id } });
  const answer = data?.experiment?.condensedTree;
  const tree = useMemo(() => (answer == null ? null : condensedTreeAnswer.parse(answer)), [answer]);
  if (tree) return <CondensedTreePanel tree={tree} method={methodOf(params)} />;
  return (
    <Panel title="Condensed tree">
      {error ? (
        <ErrorState message={error.message} onRetry={() => refetch({ requestPolicy: 'network-only' })} />
      ) : data ? (
        <Empty title="This run kept no tree">Run it again to see it.</Empty>
      ) : (
        <Loading height={380} />
      )}
    </Panel>
  );
}

const methodOf = (params: unknown): string =>
  typeof params === 'object' && params !== null && 'clusterSelectionMethod' in params
    ? String(params.clusterSelectionMethod)
    : 'eom';

/** Each sample's picture and page, as far as the version's samples are read. */
function useSampleLookup(
  datasetId: string | undefined,
  version: { id: string; number: number } | null | undefined,
): SampleLookup {
  const paths = usePagePaths();
  const { samples } = useVersionSamples(version?.id);
  return (index) => {
    const sample = samples?.[index];
    if (!sample || !version) return null;
    const { id, fileName, thumbnailUrl } = sample;
    return { fileName, thumbnailUrl, path: paths.sample(id, { datasetId, version: version.number }) };
  };
}
