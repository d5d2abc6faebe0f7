import type { WorkspaceEvent } from '../../api/useWorkspaceEvents.ts';
import { experimentId, formatScore } from '../../ui/format.ts';

export type ToldExperiment = NonNullable<WorkspaceEvent['experiment']>;

export interface Notice {
  title: string;
  text: string;
  /** Of the page that shows it; null where it has none. */
  path: string | null;
}

/** Tells of each end of a run once; runs that ended before `from` are no news. */
export function createOverFilter(from: Date): (experiment: ToldExperiment) => boolean {
  const told = new Set<string>();
  return ({ id, status, finishedAt }) => {
    if ((status !== 'SUCCEEDED' && status !== 'FAILED') || !finishedAt) return false;
    const end = `${id} ${finishedAt}`;
    if (Date.parse(finishedAt) < from.getTime() || told.has(end)) return false;
    told.add(end);
    return true;
  };
}

/** What is said of one that is over, or of several at once; `to` gives the paths of the workspace. Null of none. */
export function noticeOf(over: readonly ToldExperiment[], to: (path: string) => string): Notice | null {
  const [first] = over;
  if (!first) return null;
  const failed = over.filter(({ status }) => status === 'FAILED').length;
  if (over.length > 1)
    return {
      title: `${over.length} experiments are over`,
      text: failed > 0 ? `${over.length - failed} done, ${failed} failed` : 'all done',
      path: to('/experiments'),
    };
  return {
    title: `${experimentId(first.number)} ${failed > 0 ? 'failed' : 'is done'}`,
    text: [first.name, ...outcome(first)].join(', '),
    path: to(`/experiments/${experimentId(first.number)}`),
  };
}

function outcome({ metrics }: ToldExperiment): string[] {
  const { clusterCount, silhouette } = metrics ?? {};
  return [
    ...(clusterCount == null ? [] : [`${clusterCount} ${clusterCount === 1 ? 'cluster' : 'clusters'}`]),
    ...(silhouette == null ? [] : [`silhouette ${formatScore(silhouette)}`]),
  ];
}
