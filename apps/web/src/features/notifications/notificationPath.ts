import { keptPath } from '../compare/keptState.ts';
import type { Told } from './notificationDocuments.ts';

/** The page that shows what somebody was told of; null where it is gone. */
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
      return `/experiments/E-${subject.experiment.number}/clusters/${subject.label}`;
    case 'Experiment':
      return `/experiments/E-${subject.number}`;
    case 'Study':
      return `/studies/${encodeURIComponent(subject.id)}`;
    case 'Comparison':
      return keptPath(subject);
    default:
      return null;
  }
}
