'use client';

import { Button } from '@mantine/core';
import { useState } from 'react';
import { useQuery } from 'urql';
import { formatCount } from '../../ui/format.ts';
import { ErrorState, Loading } from '../../ui/States.tsx';
import { RefusedFiles } from '../datasets/RefusedFiles.tsx';
import { EncodedImageRow } from './EncodedImageRow.tsx';
import { EncodedMap, type MappedExperiment } from './EncodedMap.tsx';
import { ENCODED_IMAGES, type EncodingRow } from './encodingDocuments.ts';
import classes from './NewImages.module.css';

export interface TrainedExperiment extends MappedExperiment {
  id: string;
  number: number;
  dataset?: { id: string } | null;
  datasetVersion?: { id: string; number: number } | null;
}

const FIRST = 12;
const MOST = 1000;

/** Where the images of an encoding fall: on the map, and one by one. */
export function EncodingResult({
  encoding: { id, failure, datasetVersion },
  experiment,
}: {
  encoding: EncodingRow;
  experiment: TrainedExperiment;
}) {
  const [first, setFirst] = useState(FIRST);
  const [{ data, error }, refetch] = useQuery({ query: ENCODED_IMAGES, variables: { id, first } });
  if (error && !data)
    return <ErrorState message={error.message} onRetry={() => refetch({ requestPolicy: 'network-only' })} />;
  const encoding = data?.node?.__typename === 'Encoding' ? data.node : null;
  if (!encoding) return <Loading height={240} />;
  const images = encoding.images?.edges.map(({ node }) => node) ?? [];
  const left = Math.min(encoding.images?.totalCount ?? 0, MOST) - images.length;
  return (
    <div className={classes.result}>
      {failure && <ErrorState message={failure.message} />}
      {encoding.isElsewhere && (
        <p className={classes.note}>
          Encoded by a worker of another kind than the experiment, since there was none of its own: the last
          digits of the latents may differ.
        </p>
      )}
      {images.length > 0 && (
        <div className={classes.evidence}>
          <EncodedMap encoding={encoding} experiment={experiment} />
          <div>
            <ol className={classes.images} aria-label="Encoded images">
              {images.map((image) => (
                <EncodedImageRow key={image.id} image={image} experiment={experiment} />
              ))}
            </ol>
            {left > 0 && (
              <Button variant="default" size="xs" onClick={() => setFirst(Math.min(first * 8, MOST))}>
                {formatCount(left)} more
              </Button>
            )}
          </div>
        </div>
      )}
      <RefusedFiles
        refused={encoding.refused}
        saveAs={`refused ${datasetVersion ? datasetVersion.dataset.name : 'images'}`}
      />
    </div>
  );
}
