'use client';

import { type ReactNode, useEffect, useRef } from 'react';
import { useQuery } from 'urql';
import { Empty, ErrorState, Loading } from '../../../ui/States.tsx';
import type { StudyRun } from '../studyDocument.ts';
import { STUDY_EXPERIMENT, type StudyExperiment } from './shownExperiment.ts';

interface WithExperimentProps {
  /** Null while no experiment has finished. */
  run: StudyRun | null;
  height: number;
  children: (experiment: StudyExperiment) => ReactNode;
}

/** What is shown of one experiment; read again when its run goes on to another state. */
export function WithExperiment({ run, height, children }: WithExperimentProps) {
  const [{ data, error }, refetch] = useQuery({
    query: STUDY_EXPERIMENT,
    variables: { id: run?.id ?? '' },
    pause: run === null,
  });
  const status = run?.status;
  const known = useRef(status);
  useEffect(() => {
    if (known.current !== status) refetch({ requestPolicy: 'network-only' });
    known.current = status;
  }, [status, refetch]);
  if (!run) return <Empty title="No experiment has finished yet">It is shown here as soon as one has.</Empty>;
  if (error && !data?.experiment)
    return <ErrorState message={error.message} onRetry={() => refetch({ requestPolicy: 'network-only' })} />;
  if (!data?.experiment) return <Loading height={height} />;
  return children(data.experiment);
}
