'use client';

import { useMemo } from 'react';
import { useBlob } from '../../api/useBlob.ts';
import { sampleId } from '../../ui/format.ts';
import { ServedImage } from '../../ui/ServedImage.tsx';
import { ErrorState, Loading } from '../../ui/States.tsx';
import { ScatterPlot } from '../map/ScatterPlot.tsx';
import { suitedAxes } from '../map/viewport.ts';
import type { EncodedImages } from './encodingDocuments.ts';
import { mapOf } from './mapOf.ts';
import classes from './NewImages.module.css';

export interface MappedExperiment {
  projections: readonly { kind: string; coordinates: { url: string } }[];
  labels?: { url: string } | null;
}

/** The new images as diamonds on the map of the samples that the model was trained on. */
export function EncodedMap({
  encoding: { coordinates, names, nearestClusters, images },
  experiment: { projections, labels: labelBlob },
}: {
  encoding: EncodedImages;
  experiment: MappedExperiment;
}) {
  const url = projections.find(({ kind }) => kind === 'PCA')?.coordinates.url;
  const trained = useBlob(coordinates ? url : null, 'float32');
  const placed = useBlob(coordinates?.url, 'float32');
  const labels = useBlob(labelBlob?.url, 'int32');
  const points = useMemo(
    () =>
      trained.data && placed.data && labels.data
        ? mapOf({
            trained: trained.data,
            labels: labels.data,
            placed: placed.data,
            newLabels: nearestClusters.map(({ label }) => label),
          })
        : null,
    [trained.data, placed.data, labels.data, nearestClusters],
  );
  const error = trained.error ?? placed.error ?? labels.error;
  if (!coordinates)
    return (
      <p className={classes.note}>
        The experiment has no map by principal components, and other maps, such as those by t-SNE, have no
        place for new images.
      </p>
    );
  if (error) return <ErrorState message={error} />;
  if (!points) return <Loading height={360} label="The map is on its way" />;
  const count = labels.data?.length ?? 0;
  const card = (index: number) => {
    const image = index < count ? null : images?.edges[index - count]?.node;
    return (
      <>
        {image && <ServedImage src={image.thumbnailUrl} alt="" />}
        <span>
          {index < count ? (
            <span className="number">{sampleId(index)}</span>
          ) : (
            <>new: {names[index - count]}</>
          )}
          , cluster {index < count ? labels.data?.[index] : nearestClusters[index - count]?.label}
        </span>
      </>
    );
  };
  return (
    <figure className={classes.figure}>
      <div className={classes.map}>
        <ScatterPlot
          data={points}
          axes={suitedAxes(points.coordinates)}
          label={`Map of ${count} latents, with ${names.length} new ones`}
          card={card}
        />
      </div>
      <figcaption className={classes.caption}>
        <span className={classes.key}>
          <span className={classes.diamond} aria-hidden /> new image
        </span>
        <span className={classes.key}>
          <span className={classes.dot} aria-hidden /> sample trained on
        </span>
        <span>By PCA, coloured by cluster.</span>
      </figcaption>
    </figure>
  );
}
