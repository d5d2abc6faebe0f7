'use client';

import { useState } from 'react';
import { useSearchState } from '../../api/useSearchState.ts';
import type { ExperimentEncodingsFragment } from '../../gql/graphql.ts';
import { Panel } from '../../ui/Panel.tsx';
import { DropPlace } from '../datasets/upload/DropPlace.tsx';
import type { Drop } from '../datasets/upload/droppedFiles.ts';
import { UploadProgress } from '../datasets/upload/UploadProgress.tsx';
import { EncodingList } from './EncodingList.tsx';
import { EncodingResult, type TrainedExperiment } from './EncodingResult.tsx';
import classes from './NewImages.module.css';
import { useEncodingUpload } from './useEncodingUpload.ts';
import { VersionChoice } from './VersionChoice.tsx';

interface NewImagesPanelProps {
  experiment: TrainedExperiment & ExperimentEncodingsFragment;
  onChange: () => void;
}

/** Puts new images through the experiment's model and shows where they fall. For finished experiments alone. */
export function NewImagesPanel({ experiment, onChange }: NewImagesPanelProps) {
  const [search, change] = useSearchState();
  const [skipped, setSkipped] = useState<readonly string[]>([]);
  const started = () => {
    // The newest one is shown, unless another is asked for.
    change({ encoding: null });
    onChange();
  };
  const { session, state } = useEncodingUpload(experiment.id, started);
  const encodings = experiment.encodings?.edges.map(({ node }) => node) ?? [];
  const asked = search.get('encoding');
  const shown = encodings.find(({ id }) => id === asked) ?? encodings[0];
  const take = (drop: Drop) => {
    setSkipped(drop.skipped);
    session.begin(drop.files, {});
  };
  return (
    <Panel
      title="New images"
      say="Puts images that the model has not seen through it, prepared as those it was trained on, and shows where they fall among the clusters. They become no part of a data set."
    >
      <div className={classes.panel}>
        <DropPlace
          say="Drop FITS files or a folder to encode them. Those that cannot be read are listed with the reason; the rest go on."
          onFiles={take}
        >
          <VersionChoice experiment={experiment} onStarted={started} />
        </DropPlace>
        <UploadProgress session={session} state={state} skipped={skipped} />
        {encodings.length > 0 && (
          <EncodingList
            encodings={encodings}
            total={experiment.encodings?.totalCount ?? 0}
            shownId={shown?.id ?? null}
            onShow={(id) => change({ encoding: id })}
          />
        )}
        {shown?.status === 'SUCCEEDED' || shown?.status === 'FAILED' ? (
          <EncodingResult key={shown.id} encoding={shown} experiment={experiment} />
        ) : null}
      </div>
    </Panel>
  );
}
