'use client';

import { Button } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import { Panel } from '../../ui/Panel.tsx';
import { ErrorState, Loading } from '../../ui/States.tsx';
import { toPreprocessing } from '../newExperiment/inputs.ts';
import type { Preparation } from '../newExperiment/values.ts';
import { AlignmentFacts } from './AlignmentFacts.tsx';
import { ChannelPair } from './ChannelPair.tsx';
import classes from './PreviewPanel.module.css';
import { SampleSteps } from './SampleSteps.tsx';
import { type LoadedPreview, usePreview } from './usePreview.ts';

interface PreviewPanelProps {
  version: { id: string; sampleCount: number };
  preparation: Preparation;
  /** Of what is seen, where there are several preparations. */
  choice?: ReactNode;
  /** Back to what the form began with. */
  onReset: () => void;
}

/** What the model will see of any sample, beside the raw picture, as the choices are now. */
export function PreviewPanel({ version, preparation, choice, onReset }: PreviewPanelProps) {
  const [chosen, setChosen] = useState(0);
  // Another version may have fewer samples.
  const index = Math.min(chosen, version.sampleCount - 1);
  const hasChannels = preparation.channels.length > 0;
  return (
    <Panel
      title="What the model will see"
      action={
        <div className={classes.actions}>
          {choice}
          <SampleSteps index={index} count={version.sampleCount} onChange={setChosen} />
          <Button variant="default" size="xs" onClick={onReset}>
            Reset
          </Button>
        </div>
      }
    >
      {hasChannels ? (
        <Pictures versionId={version.id} index={index} preparation={preparation} />
      ) : (
        <p className={classes.note}>Choose a channel above to see it.</p>
      )}
    </Panel>
  );
}

interface PicturesProps {
  versionId: string;
  index: number;
  preparation: Preparation;
}

function Pictures({ versionId, index, preparation }: PicturesProps) {
  const { preview, error, isUpdating, retry } = usePreview({
    versionId,
    index,
    preprocessing: toPreprocessing(preparation),
  });
  if (!preview && error) return <ErrorState message={error} onRetry={retry} />;
  if (!preview) return <Loading height={340} label="The preview is being made" />;
  return (
    <div className={classes.body} aria-busy={isUpdating}>
      {error && <ErrorState message={error} onRetry={retry} />}
      <div className={classes.pairs} data-updating={isUpdating || error !== null}>
        {preview.channels.map((channel, place) => (
          <ChannelPair
            key={channel}
            preview={preview}
            place={place}
            isPolar={preparation.geometry === 'POLAR'}
            isNormalised={preparation.normalization !== 'NONE'}
          />
        ))}
      </div>
      <Words preview={preview} />
    </div>
  );
}

/** What was done, and what the alignment goes by. */
function Words({ preview: { sample, steps } }: { preview: LoadedPreview }) {
  return (
    <div className={classes.words}>
      <section aria-label="What is done">
        <h3 className={classes.heading}>What is done to {sample.fileName}</h3>
        <ol className={classes.list} aria-live="polite">
          {steps.map((step) => (
            <li key={step}>{step.replace(/-(?=\d)/g, '\u2212')}</li>
          ))}
        </ol>
      </section>
      <section aria-label="The source">
        <h3 className={classes.heading}>The source, as measured</h3>
        <AlignmentFacts alignment={sample.alignment} />
      </section>
    </div>
  );
}
