import type { Db, Observation } from '@asterism/db';
import { decodeGlobalId, encodeGlobalId } from '../../globalId.ts';

const SUBJECT_TYPES = ['Cluster', 'Experiment', 'Study', 'Comparison'] as const;
export type SubjectType = (typeof SUBJECT_TYPES)[number];

/** What an observation is of. */
export interface Subject {
  type: SubjectType;
  /** Of its row. */
  id: string;
}

export interface PlacedSubject extends Subject {
  workspaceId: string;
}

/** The subject of that id of the API, whoever may see it; null where there is none. */
export async function findSubject(db: Db, globalId: string): Promise<PlacedSubject | null> {
  const subject = subjectNamed(globalId);
  return subject && placeSubject(db, subject);
}

/** The subject with the workspace that it is in; null where there is no such row. */
export async function placeSubject(db: Db, { type, id }: Subject): Promise<PlacedSubject | null> {
  const workspaceId = await workspaceOf(db, { type, id });
  return workspaceId === null ? null : { type, id, workspaceId };
}

/**
 * The subject that a document's name on the socket tells; null for what is none. Base64 can be written in several ways,
 * of which one alone is taken: two names of one subject would be two documents.
 */
export function subjectNamed(documentName: string): Subject | null {
  const decoded = decodeGlobalId(documentName);
  if (!decoded) return null;
  const type = SUBJECT_TYPES.find((one) => one === decoded.typename);
  if (!type || encodeGlobalId(type, decoded.id) !== documentName) return null;
  return { type, id: decoded.id };
}

/** What the subject's document is called on the socket: its id of the API. */
export const documentName = ({ type, id }: Subject): string => encodeGlobalId(type, id);

/** The column of Observation by which the subject is found. */
export function subjectColumn({ type, id }: Subject): SubjectColumn {
  switch (type) {
    case 'Cluster':
      return { clusterId: id };
    case 'Experiment':
      return { experimentId: id };
    case 'Study':
      return { studyId: id };
    case 'Comparison':
      return { comparisonId: id };
  }
}

/** What an observation is of. */
export function subjectOf({
  clusterId,
  experimentId,
  studyId,
  comparisonId,
}: SubjectColumns): Subject | null {
  if (clusterId !== null) return { type: 'Cluster', id: clusterId };
  if (experimentId !== null) return { type: 'Experiment', id: experimentId };
  if (studyId !== null) return { type: 'Study', id: studyId };
  return comparisonId === null ? null : { type: 'Comparison', id: comparisonId };
}

type SubjectColumns = Pick<Observation, 'clusterId' | 'experimentId' | 'studyId' | 'comparisonId'>;

type SubjectColumn =
  | { clusterId: string }
  | { experimentId: string }
  | { studyId: string }
  | { comparisonId: string };

async function workspaceOf(db: Db, { type, id }: Subject): Promise<string | null> {
  const where = { id };
  const select = { workspaceId: true } as const;
  switch (type) {
    case 'Cluster': {
      const row = await db.cluster.findUnique({ where, select: { experiment: { select } } });
      return row?.experiment.workspaceId ?? null;
    }
    case 'Experiment':
      return (await db.experiment.findUnique({ where, select }))?.workspaceId ?? null;
    case 'Study':
      return (await db.study.findUnique({ where, select }))?.workspaceId ?? null;
    case 'Comparison':
      return (await db.comparison.findUnique({ where, select }))?.workspaceId ?? null;
  }
}
