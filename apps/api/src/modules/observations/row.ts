import { type Observation, Prisma } from '@asterism/db';
import { workspaceIds } from '../../auth/caller.ts';
import type { Context } from '../../context.ts';
import type { Subject } from './subject.ts';

/** Of an observation's row all but its document, which may be long. */
export const OBSERVATION_COLUMNS = {
  id: true,
  workspaceId: true,
  clusterId: true,
  experimentId: true,
  studyId: true,
  comparisonId: true,
  revision: true,
  markdown: true,
  label: true,
  confidence: true,
  kind: true,
  tags: true,
  representativeIds: true,
  counterExampleIds: true,
  mentionedIndexes: true,
  createdAt: true,
  updatedAt: true,
} as const satisfies Prisma.ObservationSelect;

export type ObservationRow = Pick<Observation, keyof typeof OBSERVATION_COLUMNS>;

/** The same in SQL, of "Observation" o. */
export const OBSERVATION_COLUMNS_SQL = Prisma.join(
  Object.keys(OBSERVATION_COLUMNS).map((name) => Prisma.raw(`o."${name}"`)),
);

/** Of "Observation" o: somebody has said something. One that was opened and left is none yet. */
export const IS_WRITTEN = Prisma.sql`(o.markdown <> '' OR o.label IS NOT NULL OR o.confidence IS NOT NULL
  OR o.kind IS NOT NULL OR o.tags <> '{}' OR o."representativeIds" <> '{}' OR o."counterExampleIds" <> '{}')`;

export const visibleObservations = ({ caller }: Pick<Context, 'caller'>) => ({
  workspaceId: { in: workspaceIds(caller) },
});

type SubjectColumns = Pick<ObservationRow, 'clusterId' | 'experimentId' | 'studyId' | 'comparisonId'>;

/** What the row is of. */
export function subjectOf({ clusterId, experimentId, studyId, comparisonId }: SubjectColumns): Subject {
  if (clusterId !== null) return { type: 'Cluster', id: clusterId };
  if (experimentId !== null) return { type: 'Experiment', id: experimentId };
  if (studyId !== null) return { type: 'Study', id: studyId };
  if (comparisonId !== null) return { type: 'Comparison', id: comparisonId };
  throw new Error('The observation is of nothing.');
}
