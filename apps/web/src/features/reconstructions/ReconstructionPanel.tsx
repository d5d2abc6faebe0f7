'use client';

import { VARIATIONAL_KINDS } from '@asterism/ml/params';
import { useInViewport } from '@mantine/hooks';
import { useEffect, useState } from 'react';
import { useSearchState } from '../../api/useSearchState.ts';
import type { ModelKind, Normalization } from '../../gql/graphql.ts';
import { Panel } from '../../ui/Panel.tsx';
import { Empty, Loading } from '../../ui/States.tsx';
import { HealthNotes } from './HealthNotes.tsx';
import { spreadSentence } from './health.ts';
import { readPanelState } from './panelState.ts';
import classes from './Reconstructions.module.css';
import { ReconstructionView } from './ReconstructionView.tsx';
import type { ReconstructedParts } from './reconstructionDocuments.ts';
import { StandingOut } from './StandingOut.tsx';
import { Traversal } from './Traversal.tsx';

export interface ReconstructionPanelProps {
  experiment: ReconstructedParts & { status: string };
  model: { kind: ModelKind; latentSize: number };
  preprocessing: { channels: readonly number[]; normalization: Normalization };
  isEncoded: boolean;
  /** Path of a sample's page. */
  samplePath: (sampleId: string) => string;
}

const TITLE = 'Reconstructions';

/** What the decoder gives back of the samples, and what it says about the latents. */
export function ReconstructionPanel(props: ReconstructionPanelProps) {
  const { experiment, model, isEncoded } = props;
  if (model.kind === 'CONTRASTIVE')
    return (
      <Panel title={TITLE}>
        <Empty title="This model has no decoder">
          It learns by recognising views of one image, so there is nothing to reconstruct.{' '}
          {experiment.metrics && spreadSentence(experiment.metrics)}
        </Empty>
        <HealthNotes metrics={experiment.metrics ?? null} latentSize={model.latentSize} />
      </Panel>
    );
  if (!isEncoded || experiment.checkpoints.length === 0)
    return (
      <Panel title={TITLE}>
        <NotYet status={experiment.status} />
      </Panel>
    );
  return <Trained {...props} />;
}

const isVariational = (kind: ModelKind): boolean => VARIATIONAL_KINDS.some((known) => known === kind);

function NotYet({ status }: { status: string }) {
  const isComing = status === 'RUNNING' || status === 'QUEUED';
  return isComing ? (
    <Empty title="Nothing is reconstructed yet">
      The pictures come when the model is trained and every sample is encoded.
    </Empty>
  ) : (
    <Empty title="Nothing was reconstructed">The experiment ended before its model was trained.</Empty>
  );
}

function Trained(props: ReconstructionPanelProps) {
  const { experiment, model, preprocessing, samplePath } = props;
  const { ref, inViewport } = useInViewport<HTMLDivElement>();
  // Pictures are made by a worker: only for who comes to see them.
  const [isSeen, setSeen] = useState(false);
  useEffect(() => {
    if (inViewport) setSeen(true);
  }, [inViewport]);
  const [search, change] = useSearchState();
  const { checkpoints, metrics } = experiment;
  const state = readPanelState(search, {
    checkpoints,
    channels: preprocessing.channels,
    latentSize: model.latentSize,
  });
  return (
    <div ref={ref}>
      <Panel title={TITLE}>
        <HealthNotes metrics={metrics ?? null} latentSize={model.latentSize} />
        {isSeen ? (
          <>
            <ReconstructionView
              experimentId={experiment.id}
              checkpoints={checkpoints}
              preprocessing={preprocessing}
              state={state}
              onChange={change}
              samplePath={samplePath}
            />
            <div className={classes.more}>
              <StandingOut experimentId={experiment.id} epoch={state.epoch} samplePath={samplePath} />
              {isVariational(model.kind) && (
                <Traversal
                  experiment={experiment}
                  latentSize={model.latentSize}
                  preprocessing={preprocessing}
                  state={state}
                  onChange={change}
                />
              )}
            </div>
          </>
        ) : (
          <Loading height={520} label="Reconstructions" />
        )}
      </Panel>
    </div>
  );
}
