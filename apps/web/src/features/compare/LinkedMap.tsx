'use client';

import { useMemo } from 'react';
import { useBlob } from '../../api/useBlob.ts';
import { experimentId, sampleId } from '../../ui/format.ts';
import { PageLink } from '../../ui/PageLink.tsx';
import { Empty, ErrorState, Loading } from '../../ui/States.tsx';
import { projectionName } from '../clustering/mapTrust.ts';
import { clusterName } from '../clustering/samples.ts';
import { MapCard } from '../latents/MapCard.tsx';
import type { PictureStore } from '../map/pictureStore.ts';
import { ScatterPlot } from '../map/ScatterPlot.tsx';
import type { OnSelect } from '../map/useMapPointer.ts';
import { suitedAxes } from '../map/viewport.ts';
import { usePagePaths } from '../session/pagePaths.tsx';
import type { MappedExperiment } from './compareDocuments.ts';
import classes from './LinkedMaps.module.css';
import { mapPoints } from './linkedMaps.ts';

interface LinkedMapProps {
  experiment: MappedExperiment;
  projection: MappedExperiment['projections'][number] | undefined;
  /** Labels that colour it instead of its own; null while they come; undefined: its own do. */
  coloring: Int32Array | null | undefined;
  /** The label that stands out. */
  cluster: number | null;
  chosen: number | null;
  pointed: number | null;
  /** ID numbers, ascending. */
  selected: Uint32Array;
  store: PictureStore | null;
  onSelect: OnSelect | undefined;
  onChoose: (index: number | null) => void;
  onPoint: (index: number | null) => void;
  /** What keeps it from being linked with the others. */
  note?: string | null;
}

const HEIGHT = 260;

/** A small map of one experiment, and in which of its clusters the sample is that is pointed at in any map. */
export function LinkedMap({
  experiment,
  projection,
  coloring,
  cluster,
  chosen,
  pointed,
  selected,
  store,
  onSelect,
  onChoose,
  onPoint,
  note,
}: LinkedMapProps) {
  const { number, name, labels: labelBlob } = experiment;
  const paths = usePagePaths();
  const coordinates = useBlob(projection?.coordinates.url, 'float32');
  const { data: labels, error: labelError } = useBlob(labelBlob?.url, 'int32');
  const points = useMemo(
    () =>
      coordinates.data &&
      mapPoints(coordinates.data, {
        labels: coloring === undefined ? labels : coloring,
        cluster,
        chosen,
        selected,
      }),
    [coordinates.data, labels, coloring, cluster, chosen, selected],
  );
  const error = coordinates.error ?? labelError;
  const id = experimentId(number);
  const told = (index: number) => {
    const label = labels?.[index];
    return label === undefined ? sampleId(index) : `${sampleId(index)}, ${clusterName(label)}`;
  };
  const looked = pointed ?? chosen;
  return (
    <section className={classes.map} aria-label={`Map of ${id}`}>
      <h3 className={classes.title}>
        <PageLink href={paths.experiment(experiment)} className="number" title={name}>
          {id}
        </PageLink>
        <span className={classes.name} title={name}>
          {name}
        </span>
        {looked !== null && labels && looked < labels.length && (
          <span className={classes.looked}>{told(looked)}</span>
        )}
      </h3>
      <div className={classes.plot}>
        {error && <ErrorState message={error} />}
        {!projection && <Empty title="There is no such map" />}
        {projection && !points && !error && <Loading height={HEIGHT} label="The map is on its way" />}
        {points && projection && !error && (
          <ScatterPlot
            data={points}
            axes={suitedAxes(points.coordinates)}
            label={`Map of ${points.codes.length} latents of ${id} by ${projectionName(projection.kind)}`}
            card={(index) => <MapCard store={store} index={index} name={told(index)} />}
            name={told}
            onChoose={onChoose}
            {...(onSelect ? { onSelect } : {})}
            marked={pointed}
            onPoint={onPoint}
          />
        )}
      </div>
      {note && <p className={classes.note}>{note}</p>}
    </section>
  );
}
