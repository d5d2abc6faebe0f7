'use client';

import { Button } from '@mantine/core';
import { IconPrinter } from '@tabler/icons-react';
import Link from 'next/link';
import { useState } from 'react';
import { useMutation } from 'urql';
import { experimentId } from '../../../ui/format.ts';
import { ErrorState } from '../../../ui/States.tsx';
import { CopyToNew } from '../../newExperiment/CopyToNew.tsx';
import { ShareButton } from '../../publicLinks/ShareButton.tsx';
import { useSession, useWorkspacePath } from '../../session/session.tsx';
import { TagMenu } from '../edits/TagMenu.tsx';
import { useExperimentEdits } from '../edits/useExperimentEdits.tsx';
import { CANCEL, type ExperimentDetail, RETRY } from '../experimentDocuments.ts';

interface ExperimentActionsProps {
  experiment: ExperimentDetail;
  onDone: () => void;
}

/** What can be done with an experiment as a whole. Tags and the archive can be undone. */
export function ExperimentActions({ experiment, onDone }: ExperimentActionsProps) {
  const { workspace } = useSession();
  const to = useWorkspacePath();
  const { areArchived, tag, untag, archive } = useExperimentEdits([experiment], onDone);
  return (
    <>
      {workspace.role !== 'VIEWER' && (
        <>
          <RunActions experiment={experiment} onDone={onDone} />
          {experiment.model && <CopyToNew number={experiment.number} />}
        </>
      )}
      <Button
        component={Link}
        href={to(`/compare?experiments=${experimentId(experiment.number)}`)}
        variant="default"
      >
        Compare
      </Button>
      {workspace.role !== 'VIEWER' && (
        <>
          <TagMenu rows={[experiment]} position="bottom-end" size="sm" onTag={tag} onUntag={untag} />
          <Button variant="default" onClick={() => void archive()}>
            {areArchived ? 'Take from archive' : 'Archive'}
          </Button>
        </>
      )}
      <Button
        variant="default"
        leftSection={<IconPrinter size={16} stroke={1.6} aria-hidden />}
        onClick={() => window.print()}
      >
        Print
      </Button>
      <ShareButton experiments={[experiment]} />
    </>
  );
}

/** Stops a run, or runs it again; says why where that cannot be. */
function RunActions({ experiment: { id, status }, onDone }: ExperimentActionsProps) {
  const [{ fetching: isCancelling }, cancel] = useMutation(CANCEL);
  const [{ fetching: isRetrying }, retry] = useMutation(RETRY);
  const [problem, setProblem] = useState<string | null>(null);
  const stop = async () => {
    const { data, error } = await cancel({ input: { id } });
    setProblem(error?.message ?? data?.cancelExperiment.problems[0]?.message ?? null);
    onDone();
  };
  const again = async () => {
    const { data, error } = await retry({ input: { id } });
    setProblem(error?.message ?? data?.retryExperiment.problems[0]?.message ?? null);
    onDone();
  };
  return (
    <>
      {problem && <ErrorState message={problem} />}
      {(status === 'RUNNING' || status === 'QUEUED') && (
        <Button variant="default" loading={isCancelling} onClick={stop}>
          Cancel
        </Button>
      )}
      {(status === 'FAILED' || status === 'CANCELLED') && (
        <Button variant="default" loading={isRetrying} onClick={again}>
          Run again
        </Button>
      )}
    </>
  );
}
