'use client';

import { useMemo } from 'react';
import { RecommendedForm, type RecommendedFormProps } from './RecommendedForm.tsx';
import { type StartingExperiment, takeExperiment } from './takeOver.ts';

interface TakenFormProps extends Omit<RecommendedFormProps, 'startsFrom'> {
  experiment: StartingExperiment;
}

/** The form with an experiment's choices; as is recommended where it has no model of its own. */
export function TakenForm({ experiment, ...rest }: TakenFormProps) {
  const { sampleCount } = rest.version;
  const values = useMemo(() => takeExperiment(experiment, sampleCount), [experiment, sampleCount]);
  const startsFrom = useMemo(() => (values ? { experiment, values } : undefined), [experiment, values]);
  return <RecommendedForm {...rest} {...(startsFrom && { startsFrom })} />;
}
