import { keptPath } from '../compare/keptState.ts';
import { OBSERVATION_ANCHOR } from '../observations/anchor.ts';
import { OBSERVATIONS_STEP_ANCHOR } from '../studies/report/steps.ts';
import type { Told } from './notificationDocuments.ts';

/** The place that shows what somebody was told of, the observation on its page; null where it is gone. */
export function notificationPath({
  workspace,
  subject,
}: Pick<Told, 'subject'> & { workspace: { slug: string } }): string | null {
  const path = subjectPath(subject);
  return path === null ? null : `/w/${workspace.slug}${path}`;
}

function subjectPath(subject: Told['subject']): string | null {
  switch (subject?.__typename) {
    case 'Cluster':
      return `/experiments/E-${subject.experiment.number}/clusters/${subject.label}#${OBSERVATION_ANCHOR}`;
    case 'Experiment':
      return `/experiments/E-${subject.number}#${OBSERVATION_ANCHOR}`;
    case 'Study':
      return `/studies/${encodeURIComponent(subject.id)}#${OBSERVATIONS_STEP_ANCHOR}`;
    case 'Comparison':
      return `${keptPath(subject)}#${OBSERVATION_ANCHOR}`;
    default:
      return null;
  }
}
