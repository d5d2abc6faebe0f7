'use client';

import { Button } from '@mantine/core';
import { useState } from 'react';
import { useMutation } from 'urql';
import type { ExperimentStatus, ExperimentVerificationFragment } from '../../gql/graphql.ts';
import { formatDuration } from '../../ui/format.ts';
import { Panel } from '../../ui/Panel.tsx';
import { ErrorState } from '../../ui/States.tsx';
import classes from './VerificationPanel.module.css';
import { VerificationProgress } from './VerificationProgress.tsx';
import { VerificationReport } from './VerificationReport.tsx';
import { CANCEL_VERIFICATION, VERIFY } from './verificationDocuments.ts';

interface VerificationPanelProps {
  experiment: ExperimentVerificationFragment & {
    id: string;
    status: ExperimentStatus;
    stages: readonly { seconds?: number | null }[];
  };
  onChange: () => void;
}

/** Runs the experiment again to see whether the same comes out, and says what did. For finished experiments alone. */
export function VerificationPanel({ experiment, onChange }: VerificationPanelProps) {
  const { id, status, stages, verification } = experiment;
  const [{ fetching: isStarting }, start] = useMutation(VERIFY);
  const [{ fetching: isStopping }, stop] = useMutation(CANCEL_VERIFICATION);
  const [problem, setProblem] = useState<string | null>(null);
  if (status !== 'SUCCEEDED') return null;
  const isActive = verification?.status === 'QUEUED' || verification?.status === 'RUNNING';
  const begin = async () => {
    const { data, error } = await start({ input: { id } });
    setProblem(error?.message ?? data?.verifyExperiment.problems[0]?.message ?? null);
    onChange();
  };
  const end = async () => {
    const { data, error } = await stop({ input: { id } });
    setProblem(error?.message ?? data?.cancelVerification.problems[0]?.message ?? null);
    onChange();
  };
  const seconds = stages.reduce((sum, stage) => sum + (stage.seconds ?? 0), 0);
  return (
    <div className={classes.block}>
      <Panel
        title="Verification"
        say={`Runs the experiment again from its images, without any stored result, and holds what comes out against what is stored. The first time took ${formatDuration(seconds)}.`}
        action={
          isActive ? (
            <Button variant="default" size="xs" loading={isStopping} onClick={end}>
              Stop verifying
            </Button>
          ) : (
            <Button variant="default" size="xs" loading={isStarting} onClick={begin}>
              {verification ? 'Verify again' : 'Verify'}
            </Button>
          )
        }
      >
        <div aria-live="polite" className={classes.state}>
          {problem && <ErrorState message={problem} />}
          {verification && isActive && <VerificationProgress verification={verification} />}
          {verification && !isActive && <VerificationReport verification={verification} />}
        </div>
      </Panel>
    </div>
  );
}
