'use client';

import { useMemo, useRef } from 'react';
import { createPortal } from 'react-dom';
import { useBlob } from '../../api/useBlob.ts';
import { useSearchState } from '../../api/useSearchState.ts';
import { sampleId } from '../../ui/format.ts';
import { Panel } from '../../ui/Panel.tsx';
import { Empty, ErrorState, Loading } from '../../ui/States.tsx';
import { projectionName } from '../clustering/mapTrust.ts';
import { usePointedSample } from '../clustering/pointedSample.tsx';
import { clusterName } from '../clustering/samples.ts';
import { useSelectedSamples } from '../clustering/selectedSamples.tsx';
import { ColorsLegend } from '../latents/ColorsLegend.tsx';
import { sampleValue } from '../latents/coloring.ts';
import { coloringChoiceOf } from '../latents/coloringChoice.ts';
import { MapCard } from '../latents/MapCard.tsx';
import { SelectedGallery } from '../latents/SelectedGallery.tsx';
import { shownProjection } from '../latents/shownProjection.ts';
import { TornLegend } from '../latents/TornLegend.tsx';
import { useChosenSample } from '../latents/useChosenSample.ts';
import { useColoring } from '../latents/useColoring.ts';
import { useMapTrust, useSampleColumn } from '../latents/useMapTrust.ts';
import { useNeighbours } from '../latents/useNeighbours.ts';
import { PictureNotice } from '../map/PictureNotice.tsx';
import { ScatterPlot, type ShownView } from '../map/ScatterPlot.tsx';
import type { ScatterData } from '../map/scatterData.ts';
import { pointTrustText, tornPoints } from '../map/torn.ts';
import { usePictureStore } from '../map/usePictureStore.ts';
import { type Axes, suitedAxes } from '../map/viewport.ts';
import type { ShownExperiment } from './experimentDocuments.ts';
import classes from './LatentMap.module.css';
import { MapActions } from './MapActions.tsx';
import { MapLegend } from './MapLegend.tsx';
import { axisNames, mapSentence } from './mapWords.ts';

const NEIGHBOURS_NONE: readonly number[] = [];

interface LatentMapProps {
  experiment: ShownExperiment;
  /** Where the gallery of the selected stands; without it, below the map. Null until it is there. */
  gallery?: HTMLElement | null;
}

/** The latents by their projection, coloured by what was chosen; what a lasso selects is shown as a gallery and in the other views. */
export function LatentMap({ experiment, gallery }: LatentMapProps) {
  const {
    projections,
    labels: labelBlob,
    clusters,
    perSample,
    datasetVersion,
    status,
    preprocessing,
  } = experiment;
  const [search, change] = useSearchState();
  const plot = useRef<{ view: () => ShownView | null }>(null);
  const projection = shownProjection(projections, search);
  const coordinates = useBlob(projection?.coordinates.url, 'float32');
  const labels = useBlob(labelBlob?.url, 'int32');
  const count = (coordinates.data?.length ?? 0) / 2;
  const channel = preprocessing?.channels?.[0] ?? 0;
  const store = usePictureStore(projection ? datasetVersion?.id : null, channel);
  const suited = useMemo(() => (coordinates.data ? suitedAxes(coordinates.data) : 'ONE'), [coordinates.data]);
  const axes = axesOf(search.get('axes')) ?? suited;
  const cluster = search.has('cluster') ? Number(search.get('cluster')) : null;
  const { chosen, choose } = useChosenSample();
  const { pointed, point } = usePointedSample();
  const { selected, select } = useSelectedSamples();
  const { neighbours } = useNeighbours({
    experimentId: experiment.id,
    versionId: datasetVersion?.id,
    chosen,
  });
  const trust = useMapTrust(perSample, projection);
  const torn = useMemo(() => tornPoints(trust), [trust]);
  const isTornShown = search.get('torn') !== 'alike';
  const choice = coloringChoiceOf(search.get('color'));
  const colored = useColoring({
    choice,
    count,
    labels: labels.data,
    perSample,
    versionId: datasetVersion?.id,
    channel,
  });
  const { coloring, values } = colored;
  const silhouettes = useSampleColumn(perSample, 'silhouette');
  const joined = useMemo(
    () => neighbours?.map(({ sample }) => sample.index) ?? NEIGHBOURS_NONE,
    [neighbours],
  );
  const points = useMemo((): ScatterData | null => {
    if (!coordinates.data) return null;
    const { palette, codes, hollow } = coloring;
    return {
      coordinates: coordinates.data,
      palette,
      codes,
      hollow,
      selected,
      ...(cluster === null || !labels.data
        ? {}
        : { faded: labels.data.map((label) => Number(label !== cluster)) }),
      ...(isTornShown && torn ? { torn } : {}),
      ...(chosen === null ? {} : { chosen: { index: chosen, joined } }),
    };
  }, [coordinates.data, labels.data, coloring, selected, cluster, isTornShown, torn, chosen, joined]);

  const error = coordinates.error ?? labels.error;
  const isComing = !projection && (status === 'RUNNING' || status === 'QUEUED');
  const name = (index: number) => {
    const label = labels.data?.[index];
    return `${sampleId(index)}, ${label === undefined ? 'no cluster yet' : clusterName(label)}`;
  };
  const valueLine = (index: number) => values && `${values.name} ${sampleValue(values, index)}`;
  const selectedGallery = (
    <SelectedGallery
      store={store}
      labels={labels.data}
      count={count}
      chosen={chosen}
      onChoose={choose}
      told={values ? (index) => sampleValue(values, index) : undefined}
    />
  );
  return (
    <Panel
      isFilled
      title={projection ? `Latents by ${projectionName(projection.kind)}` : 'Latents'}
      say={projection && mapSentence(projection, axes)}
      action={
        points &&
        projection && (
          <MapActions
            experiment={experiment}
            projection={projection}
            choice={choice}
            axes={axes}
            points={points}
            colors={coloring.colors}
            labels={labels.data}
            values={values}
            shown={() => plot.current?.view() ?? null}
          />
        )
      }
    >
      {error && <ErrorState message={error} />}
      {!error && points && (
        <>
          <div className={classes.plot}>
            <ScatterPlot
              ref={plot}
              data={points}
              axes={axes}
              label={`Map of ${count} latents, coloured by ${values?.name ?? 'cluster'}`}
              card={(index) => (
                <MapCard
                  store={store}
                  index={index}
                  name={name(index)}
                  silhouette={silhouettes?.[index]}
                  lines={[valueLine(index), pointTrustText(trust, index)]}
                />
              )}
              name={(index) =>
                [name(index), valueLine(index), pointTrustText(trust, index)].filter(Boolean).join(': ')
              }
              onChoose={choose}
              onSelect={select}
              marked={pointed}
              onPoint={point}
              pictures={search.get('map') === 'pictures' ? store : null}
            />
            {projection?.kind === 'PCA' && <AxisNames names={axisNames(projection)} />}
          </div>
          {store && <PictureNotice store={store} />}
          {colored.error && <ErrorState message={colored.error} />}
          {colored.isComing && <p className={classes.coming}>The values are on their way.</p>}
          {values ? (
            <ColorsLegend colors={coloring.colors} />
          ) : (
            <MapLegend
              clusters={clusters}
              chosen={cluster}
              onChoose={(label) => change({ cluster: label === null ? null : String(label) })}
            />
          )}
          <TornLegend
            torn={torn}
            isShown={isTornShown}
            onShow={(isShown) => change({ torn: isShown ? null : 'alike' })}
          />
          {gallery ? createPortal(selectedGallery, gallery) : selectedGallery}
        </>
      )}
      {!error && !points && (projection || isComing) && (
        <Loading height={440} label="The map is on its way" />
      )}
      {!error && !points && !projection && !isComing && <Empty title="There are no latents" />}
    </Panel>
  );
}

function AxisNames({ names: [x, y] }: { names: readonly [string, string] }) {
  return (
    <>
      <span className={`${classes.axis} ${classes.axisX}`}>{x} →</span>
      <span className={`${classes.axis} ${classes.axisY}`}>↑ {y}</span>
    </>
  );
}

/** What the address asks for; null: nothing. */
function axesOf(asked: string | null): Axes | null {
  return asked === 'own' || asked === 'one' ? (asked === 'own' ? 'OWN' : 'ONE') : null;
}
