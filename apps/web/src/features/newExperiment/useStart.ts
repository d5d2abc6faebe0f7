import { useState } from 'react';
import { useMutation } from 'urql';
import { useSession } from '../session/session.tsx';
import { CREATE_STUDY } from '../studies/startDocuments.ts';
import { toExperimentInput, toStudyInput } from './inputs.ts';
import { CREATE_EXPERIMENT } from './newExperimentDocuments.ts';
import type { Problem } from './problems.ts';
import type { FormValues } from './values.ts';

interface Start {
  /** Starts it: the path of its page, or null where it was refused. */
  start(): Promise<string | null>;
  isStarting: boolean;
  /** Why these values were refused; nothing for others. */
  refused: readonly Problem[];
}

/** Starts the experiment or study that the form describes. */
export function useStart(values: FormValues, versionId: string): Start {
  const { workspace } = useSession();
  const [refusal, setRefusal] = useState<{ of: FormValues; problems: readonly Problem[] } | null>(null);
  const [experiment, createExperiment] = useMutation(CREATE_EXPERIMENT);
  const [study, createStudy] = useMutation(CREATE_STUDY);

  const refuse = (problems: readonly Problem[] | undefined, error: string | undefined): null => {
    const noAnswer = { code: 'FAILED', message: error ?? 'The server gave no answer.', path: null };
    setRefusal({ of: values, problems: problems ?? [noAnswer] });
    return null;
  };
  const start = async (): Promise<string | null> => {
    if (values.isStudy) {
      const { data, error } = await createStudy({ input: toStudyInput(values, workspace.slug, versionId) });
      const made = data?.createStudy.study;
      if (made) return `/studies/${encodeURIComponent(made.id)}`;
      return refuse(data?.createStudy.problems, error?.message);
    }
    const { data, error } = await createExperiment({
      input: toExperimentInput(values, workspace.slug, versionId),
    });
    const made = data?.createExperiment.experiment;
    if (made) return `/experiments/${encodeURIComponent(made.id)}`;
    return refuse(data?.createExperiment.problems, error?.message);
  };
  return {
    start,
    isStarting: experiment.fetching || study.fetching,
    refused: refusal?.of === values ? refusal.problems : [],
  };
}
