import type { Cluster, Experiment } from '@asterism/db';
import type { Caller } from '../../auth/caller.ts';
import type { Deed } from '../audit/record.ts';

/** What is told of somebody who began or closed a review. */
export const reviewDeed = (
  { user }: Caller,
  { id, label, experiment }: Cluster & { experiment: Experiment },
  verb: 'began' | 'closed',
): Deed => ({
  workspaceId: experiment.workspaceId,
  verb,
  subjectType: 'Cluster',
  subjectId: id,
  sentence: `${user.name} ${verb} a blind review of cluster ${label} of E-${experiment.number}.`,
});
