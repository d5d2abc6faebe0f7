import { keptPath } from '../compare/keptState.ts';
import { commentAnchor, OBSERVATION_ANCHOR } from '../observations/anchor.ts';
import { OBSERVATIONS_STEP_ANCHOR } from '../studies/report/steps.ts';
import type { Told } from './notificationDocuments.ts';

type Place = Pick<Told, 'subject' | 'comment'>;

/** The place that shows what somebody was told of: a comment, or the observation on its page; null where that is gone. */
export function notificationPath({
  workspace,
  ...place
}: Place & { workspace: { slug: string } }): string | null {
  const path = placePath(place);
  return path === null ? null : `/w/${workspace.slug}${path}`;
}

function placePath({ subject, comment }: Place): string | null {
  const anchor = comment ? commentAnchor(comment.id) : OBSERVATION_ANCHOR;
  switch (subject?.__typename) {
    case 'Cluster':
      return `/experiments/E-${subject.experiment.number}/clusters/${subject.label}#${anchor}`;
    case 'Experiment':
      return `/experiments/E-${subject.number}#${anchor}`;
    case 'Study':
      // What is in a step is there when it comes near.
      return `/studies/${encodeURIComponent(subject.id)}#${OBSERVATIONS_STEP_ANCHOR}`;
    case 'Comparison':
      return `${keptPath(subject)}#${anchor}`;
    default:
      return null;
  }
}
