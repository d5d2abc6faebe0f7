import type { Cluster, Comparison, Db, Experiment, Study } from '@asterism/db';
import DataLoader from 'dataloader';

export type NotifiedSubject =
  | { type: 'Cluster'; row: Cluster }
  | { type: 'Experiment'; row: Experiment }
  | { type: 'Study'; row: Study }
  | { type: 'Comparison'; row: Comparison };

interface SubjectKey {
  subjectType: string;
  subjectId: string;
}

const keyOf = ({ subjectType, subjectId }: SubjectKey): string => `${subjectType}:${subjectId}`;

export function notificationLoaders(db: Db) {
  return {
    /** What a notification is of; null where that is gone. */
    notifiedSubject: new DataLoader<SubjectKey, NotifiedSubject | null, string>(
      async (keys) => {
        const byKey = new Map<string, NotifiedSubject>();
        for (const subject of await readSubjects(db, keys))
          byKey.set(keyOf({ subjectType: subject.type, subjectId: subject.row.id }), subject);
        return keys.map((key) => byKey.get(keyOf(key)) ?? null);
      },
      { cacheKeyFn: keyOf },
    ),
  };
}

/** By one statement for each type that is asked for. */
async function readSubjects(db: Db, keys: readonly SubjectKey[]): Promise<NotifiedSubject[]> {
  const read = async <Row>(
    type: NotifiedSubject['type'],
    find: (where: { id: { in: string[] } }) => Promise<Row[]>,
  ): Promise<Row[]> => {
    const ids = keys.flatMap(({ subjectType, subjectId }) => (subjectType === type ? [subjectId] : []));
    return ids.length === 0 ? [] : find({ id: { in: ids } });
  };
  const [clusters, experiments, studies, comparisons] = await Promise.all([
    read('Cluster', (where) => db.cluster.findMany({ where })),
    read('Experiment', (where) => db.experiment.findMany({ where })),
    read('Study', (where) => db.study.findMany({ where })),
    read('Comparison', (where) => db.comparison.findMany({ where })),
  ]);
  return [
    ...clusters.map((row) => ({ type: 'Cluster' as const, row })),
    ...experiments.map((row) => ({ type: 'Experiment' as const, row })),
    ...studies.map((row) => ({ type: 'Study' as const, row })),
    ...comparisons.map((row) => ({ type: 'Comparison' as const, row })),
  ];
}
