'use client';

import { SegmentedControl } from '@mantine/core';
import { useMemo } from 'react';
import { useBlob } from '../../api/useBlob.ts';
import { useSearchState } from '../../api/useSearchState.ts';
import { useVersionSamples } from '../../api/useVersionSamples.ts';
import { csvText } from '../../ui/chartFile.ts';
import { formatNumber, sampleId } from '../../ui/format.ts';
import { Panel } from '../../ui/Panel.tsx';
import { clusterColor } from '../../ui/palette.ts';
import { SaveChart } from '../../ui/SaveChart.tsx';
import { Empty, ErrorState, Loading } from '../../ui/States.tsx';
import { projectionName, trustText } from '../clustering/mapTrust.ts';
import { usePointedSample } from '../clustering/pointedSample.tsx';
import { shownProjection } from '../latents/shownProjection.ts';
import { TornLegend } from '../latents/TornLegend.tsx';
import { useChosenSample } from '../latents/useChosenSample.ts';
import { useMapTrust } from '../latents/useMapTrust.ts';
import { useNeighbours } from '../latents/useNeighbours.ts';
import { ScatterPlot } from '../map/ScatterPlot.tsx';
import { scatterSvg } from '../map/svgSurface.ts';
import { pointTrustText, tornPoints } from '../map/torn.ts';
import { type Axes, suitedAxes } from '../map/viewport.ts';
import type { ShownExperiment } from './experimentDocuments.ts';
import classes from './LatentMap.module.css';
import { MapLegend } from './MapLegend.tsx';
import { usePictures } from './usePictures.ts';

// More would cover each other, and each is a request of its own.
const PICTURES_MAXIMUM = 400;
const SAVED_SIZE = { width: 960, height: 640 };

/** The latents by their projection, coloured by cluster; a thumbnail on hover, or pictures in the points' places. */
export function LatentMap({ experiment }: { experiment: ShownExperiment }) {
  const { projections, labels: labelBlob, clusters, perSample, datasetVersion, status } = experiment;
  const [search, change] = useSearchState();
  const projection = shownProjection(projections, search);
  const coordinates = useBlob(projection?.coordinates.url, 'float32');
  const labels = useBlob(labelBlob?.url, 'int32');
  const { samples } = useVersionSamples(projection ? datasetVersion?.id : null);
  const count = (coordinates.data?.length ?? 0) / 2;
  const canPicture = count > 0 && count <= PICTURES_MAXIMUM;
  const isPictured = canPicture && search.get('map') === 'pictures';
  const axes = axesOf(search.get('axes'), coordinates.data);
  const cluster = search.has('cluster') ? Number(search.get('cluster')) : null;
  const { chosen, choose } = useChosenSample();
  const { pointed, point } = usePointedSample();
  const { neighbours } = useNeighbours({
    experimentId: experiment.id,
    versionId: datasetVersion?.id,
    chosen,
  });
  const trust = useMapTrust(perSample, projection);
  const torn = useMemo(() => tornPoints(trust), [trust]);
  const isTornShown = search.get('torn') !== 'alike';
  const pictures = usePictures(isPictured ? samples : null);
  const points = useMemo(() => {
    if (!coordinates.data) return null;
    const own = Array.from({ length: coordinates.data.length / 2 }, (_, i) => labels.data?.[i] ?? 0);
    return {
      coordinates: coordinates.data,
      colors: own.map(clusterColor),
      hollow: own.map((label) => label < 0),
      ...(cluster === null ? {} : { faded: own.map((label) => label !== cluster) }),
      ...(isTornShown && torn ? { torn } : {}),
      ...(pictures ? { pictures } : {}),
      ...(chosen === null
        ? {}
        : { chosen: { index: chosen, joined: neighbours?.map(({ sample }) => sample.index) ?? [] } }),
    };
  }, [coordinates.data, labels.data, cluster, isTornShown, torn, pictures, chosen, neighbours]);

  const error = coordinates.error ?? labels.error;
  const isComing = !projection && (status === 'RUNNING' || status === 'QUEUED');
  const name = (index: number) => {
    const label = labels.data?.[index];
    return `${sampleId(index)}, ${label === undefined ? 'no cluster yet' : label < 0 ? 'noise' : `cluster ${label}`}`;
  };
  const card = (index: number) => (
    <>
      {samples?.[index] && (
        // biome-ignore lint/performance/noImgElement: drawn by the API, there is nothing for Next to optimise
        <img src={samples[index].thumbnailUrl} alt="" />
      )}
      <span>{name(index)}</span>
      {pointTrustText(trust, index) && <small>{pointTrustText(trust, index)}</small>}
    </>
  );
  return (
    <Panel
      isFilled
      title={projection ? `Latents by ${projectionName(projection.kind)}` : 'Latents'}
      say={
        projection &&
        [
          ...(projection.explainedVariance ? [explainedText(projection.explainedVariance, axes)] : []),
          trustText(projection),
        ].join(' ')
      }
      action={
        points && (
          <div className={classes.actions}>
            {projections.length > 1 && projection && (
              <SegmentedControl
                aria-label="Projection"
                value={projection.kind}
                data={projections.map(({ kind }) => ({ value: kind, label: projectionName(kind) }))}
                onChange={(kind) => change({ projection: kind.toLowerCase() })}
              />
            )}
            {canPicture && (
              <SegmentedControl
                aria-label="Points"
                value={isPictured ? 'pictures' : 'dots'}
                data={[
                  { value: 'dots', label: 'Dots' },
                  { value: 'pictures', label: 'Pictures' },
                ]}
                onChange={(value) => change({ map: value === 'pictures' ? value : null })}
              />
            )}
            <SegmentedControl
              aria-label="Axes"
              value={axes}
              data={[
                { value: 'ONE', label: 'One scale' },
                { value: 'OWN', label: 'Fill' },
              ]}
              onChange={(value) => change({ axes: value.toLowerCase() })}
            />
            <SaveChart
              name={`latents ${projection?.kind ?? ''}`.toLowerCase()}
              svg={() =>
                scatterSvg(points, SAVED_SIZE, axes, getComputedStyle(document.body).backgroundColor)
              }
              csv={() => csvText(['sample', 'x', 'y', 'cluster'], rowsOf(points.coordinates, labels.data))}
            />
          </div>
        )
      }
    >
      {error && <ErrorState message={error} />}
      {!error && points && (
        <>
          <div className={classes.plot}>
            <ScatterPlot
              data={points}
              axes={axes}
              label={`Map of ${points.colors.length} latents, coloured by cluster`}
              card={card}
              name={(index) => [name(index), pointTrustText(trust, index)].filter(Boolean).join(': ')}
              onChoose={choose}
              marked={pointed}
              onPoint={point}
            />
            {projection?.kind === 'PCA' && <AxisNames shares={projection.explainedVariance ?? []} />}
          </div>
          <MapLegend
            clusters={clusters}
            chosen={cluster}
            onChoose={(label) => change({ cluster: label === null ? null : String(label) })}
          />
          <TornLegend
            torn={torn}
            isShown={isTornShown}
            onShow={(isShown) => change({ torn: isShown ? null : 'alike' })}
          />
        </>
      )}
      {!error && !points && (projection || isComing) && (
        <Loading height={440} label="The map is on its way" />
      )}
      {!error && !points && !projection && !isComing && <Empty title="There are no latents" />}
    </Panel>
  );
}

function AxisNames({ shares }: { shares: readonly number[] }) {
  const percent = (share: number | undefined) =>
    share === undefined ? '' : ` · ${formatNumber(share * 100)} %`;
  return (
    <>
      <span className={`${classes.axis} ${classes.axisX}`}>component 1{percent(shares[0])} →</span>
      <span className={`${classes.axis} ${classes.axisY}`}>↑ component 2{percent(shares[1])}</span>
    </>
  );
}

const explainedText = (shares: readonly number[], axes: Axes): string =>
  `The two axes hold ${formatNumber(shares.reduce((a, b) => a + b, 0) * 100)} % of the latents’ variance${axes === 'OWN' ? '; each is drawn to its own scale' : ''}.`;

/** What the address asks for, or else what suits the points. */
function axesOf(asked: string | null, coordinates: Float32Array | null): Axes {
  if (asked === 'own' || asked === 'one') return asked === 'own' ? 'OWN' : 'ONE';
  return coordinates ? suitedAxes(coordinates) : 'ONE';
}

const rowsOf = (coordinates: Float32Array, labels: Int32Array | null) =>
  Array.from({ length: coordinates.length / 2 }, (_, i) => [
    i,
    coordinates[i * 2],
    coordinates[i * 2 + 1],
    labels?.[i],
  ]);
