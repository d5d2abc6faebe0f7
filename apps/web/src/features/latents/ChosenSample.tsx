'use client';

import { ActionIcon, SegmentedControl } from '@mantine/core';
import { IconX } from '@tabler/icons-react';
import { useBlob } from '../../api/useBlob.ts';
import { useSearchState } from '../../api/useSearchState.ts';
import { ClusterName } from '../../ui/ClusterName.tsx';
import { Facts } from '../../ui/Facts.tsx';
import { formatScore, NOTHING, sampleId } from '../../ui/format.ts';
import { PageLink } from '../../ui/PageLink.tsx';
import { Panel } from '../../ui/Panel.tsx';
import { ServedImage } from '../../ui/ServedImage.tsx';
import { Empty, ErrorState, Loading } from '../../ui/States.tsx';
import { projectionName } from '../clustering/mapTrust.ts';
import { mapRank } from '../map/mapRank.ts';
import { pointTrustText } from '../map/torn.ts';
import { usePagePaths } from '../session/pagePaths.tsx';
import classes from './Latents.module.css';
import { NeighbourList } from './NeighbourList.tsx';
import { shownProjection } from './shownProjection.ts';
import { useChosenSample } from './useChosenSample.ts';
import { type SampleColumn, useMapTrust, useSampleColumn } from './useMapTrust.ts';
import { NEIGHBOUR_COUNTS, neighbourCountOf, useNeighbours } from './useNeighbours.ts';

export interface ChartedExperiment {
  id: string;
  projections: readonly { kind: string; coordinates: { url: string }; neighbourCount?: number | null }[];
  perSample: readonly SampleColumn[];
  labels?: { url: string } | null;
  dataset?: { id: string } | null;
  datasetVersion?: { id: string; number: number } | null;
}

/** The sample that was chosen on the page, and who is nearest to it in latent space; nothing while none is chosen. */
export function ChosenSample({ experiment }: { experiment: ChartedExperiment }) {
  const { id, projections, perSample, labels: labelBlob, dataset, datasetVersion } = experiment;
  const paths = usePagePaths();
  const [search, change] = useSearchState();
  const { chosen, choose } = useChosenSample();
  const projection = shownProjection(projections, search);
  const { sample, neighbours, error, retry } = useNeighbours({
    experimentId: id,
    versionId: datasetVersion?.id,
    chosen,
  });
  const isAsked = chosen !== null;
  const coordinates = useBlob(isAsked ? projection?.coordinates.url : null, 'float32').data;
  const labels = useBlob(isAsked ? labelBlob?.url : null, 'int32').data;
  const columns = isAsked ? perSample : [];
  const silhouettes = useSampleColumn(columns, 'silhouette');
  const trust = useMapTrust(columns, projection);
  if (chosen === null) return null;
  const of = { datasetId: dataset?.id, version: datasetVersion?.number };
  const path = (sampleId: string) => paths.sample(sampleId, of);
  const label = labels?.[chosen];
  const near = neighbours?.map((neighbour) => ({
    ...neighbour,
    label: labels?.[neighbour.sample.index],
    rank: coordinates && mapRank(coordinates, chosen, neighbour.sample.index),
  }));
  const close = near?.filter(({ rank }) => rank !== null && rank <= near.length).length;
  const map = projection && projectionName(projection.kind);
  const trusted = pointTrustText(trust, chosen);
  return (
    <Panel
      title={`Sample ${sampleId(chosen)}`}
      action={
        <ActionIcon
          variant="subtle"
          color="gray"
          aria-label={`Let go of sample ${sampleId(chosen)}`}
          title="Let go"
          onClick={() => choose(null)}
        >
          <IconX size={16} stroke={1.6} aria-hidden />
        </ActionIcon>
      }
    >
      {error && <ErrorState message={error} onRetry={retry} />}
      {!error && sample === null && <Empty title="The data set has no such sample" />}
      {!error && sample === undefined && <Loading height={260} />}
      {sample && (
        <>
          <div className={classes.chosen}>
            <PageLink href={path(sample.id)} className={classes.picture} title={sample.fileName}>
              <ServedImage src={sample.thumbnailUrl} alt={`Sample ${sampleId(chosen)}`} />
            </PageLink>
            <Facts
              facts={[
                [
                  'file',
                  <PageLink key="file" href={path(sample.id)}>
                    {sample.fileName}
                  </PageLink>,
                ],
                ['cluster', label === undefined ? NOTHING : <ClusterName key="cluster" label={label} />],
                ['silhouette', formatScore(silhouettes?.[chosen])],
              ]}
            />
          </div>
          <div className={classes.nearest}>
            <h3>Nearest in latent space</h3>
            <SegmentedControl
              aria-label="How many neighbours"
              value={String(neighbourCountOf(search))}
              data={NEIGHBOUR_COUNTS.map(String)}
              onChange={(value) => change({ nearest: value })}
            />
          </div>
          {trusted && (
            <p className={classes.note}>
              By {map}, {trusted}.
            </p>
          )}
          {near && close !== undefined && map && coordinates && (
            <p className={classes.note}>
              {close} of these {near.length} {close === 1 ? 'is' : 'are'} among its {near.length} nearest on
              the map, where lines lead to all of them.
            </p>
          )}
          {near ? <NeighbourList neighbours={near} path={path} /> : <Loading height={180} />}
        </>
      )}
    </Panel>
  );
}
