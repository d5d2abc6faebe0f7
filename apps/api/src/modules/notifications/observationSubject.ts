import type { DbTransaction } from '@asterism/db';
import type { PlacedSubject } from '../observations/subject.ts';

/** What an observation is of, as sentences call it. */
export interface ObservationSubject extends PlacedSubject {
  name: string;
}

interface Row {
  workspaceId: string;
  clusterId: string | null;
  experimentId: string | null;
  studyId: string | null;
  comparisonId: string | null;
  label: number;
  isNoise: boolean;
  /** Of the experiment, or of the cluster's. */
  number: number;
  studyName: string;
  title: string;
}

/** Throws where there is no such observation. */
export async function observationSubject(
  tx: DbTransaction,
  observationId: string,
): Promise<ObservationSubject> {
  const [row] = await tx.$queryRaw<Row[]>`
    SELECT o."workspaceId", o."clusterId", o."experimentId", o."studyId", o."comparisonId",
           c.label, c."isNoise", e.number, s.name AS "studyName", k.title
    FROM "Observation" o
    LEFT JOIN "Cluster" c ON c.id = o."clusterId"
    LEFT JOIN "Experiment" e ON e.id = coalesce(o."experimentId", c."experimentId")
    LEFT JOIN "Study" s ON s.id = o."studyId"
    LEFT JOIN "Comparison" k ON k.id = o."comparisonId"
    WHERE o.id = ${observationId}`;
  if (!row) throw new Error(`There is no observation ${observationId}.`);
  const { workspaceId, clusterId, experimentId, studyId, comparisonId, number } = row;
  if (clusterId !== null) return { workspaceId, type: 'Cluster', id: clusterId, name: clusterName(row) };
  if (experimentId !== null)
    return { workspaceId, type: 'Experiment', id: experimentId, name: `E-${number}` };
  if (studyId !== null)
    return { workspaceId, type: 'Study', id: studyId, name: `the study ${row.studyName}` };
  if (comparisonId === null) throw new Error(`The observation ${observationId} is of nothing.`);
  const name = `the comparison ${JSON.stringify(row.title)}`;
  return { workspaceId, type: 'Comparison', id: comparisonId, name };
}

/** As in `cluster 2 of E-42`. */
export const clusterName = ({ label, isNoise, number }: Pick<Row, 'label' | 'isNoise' | 'number'>): string =>
  isNoise ? `the noise of E-${number}` : `cluster ${label} of E-${number}`;
