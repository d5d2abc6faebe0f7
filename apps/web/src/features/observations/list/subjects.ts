import { experimentId } from '../../../ui/format.ts';
import { keptPath } from '../../compare/keptState.ts';
import type { PagePaths } from '../../session/pagePaths.tsx';

/** What an observation is of, as the list asks for it. */
export type ObservedSubject =
  | { __typename: 'Cluster'; id: string; label: number; experiment: { number: number; name: string } }
  | { __typename: 'Experiment'; id: string; number: number; name: string }
  | { __typename: 'Study'; id: string; studyName: string }
  | {
      __typename: 'Comparison';
      id: string;
      title: string;
      state: unknown;
      experiments: readonly { number: number }[];
    };

/** Where an observation is read. `to`: of a page in the workspace. */
export function subjectPath(
  subject: ObservedSubject,
  paths: Pick<PagePaths, 'cluster'>,
  to: (path: string) => string,
): string {
  switch (subject.__typename) {
    case 'Cluster':
      return paths.cluster(subject.experiment, subject.label) ?? to('/experiments');
    case 'Experiment':
      return to(`/experiments/${experimentId(subject.number)}`);
    case 'Study':
      return to(`/studies/${encodeURIComponent(subject.id)}`);
    case 'Comparison':
      return to(keptPath(subject));
  }
}

/** Whether a node of the API is one that observations are of. */
export const isObserved = <Node extends { __typename: string }>(
  node: Node,
): node is Extract<Node, { __typename: ObservedSubject['__typename'] }> => SUBJECTS.has(node.__typename);

const SUBJECTS: ReadonlySet<string> = new Set(['Cluster', 'Experiment', 'Study', 'Comparison']);
