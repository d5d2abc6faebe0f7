import type { Db, Stage } from '@asterism/db';

/** By what a stage is found again in the log, in the product and in a trace. */
export interface StageIds {
  stageId: string;
  stageKey: string;
  kind: Stage['kind'];
  attempt: number;
  /** Numbers of the experiments that wait for it, E-42 is 42; of a study of hundreds the first ten. */
  experiments: number[];
}

const LISTED = 10;

export async function stageIds(db: Db, { id, key, kind, attempt }: Stage): Promise<StageIds> {
  const experiments = await db.experiment.findMany({
    where: { stages: { some: { stageId: id } } },
    orderBy: { number: 'asc' },
    select: { number: true },
    take: LISTED,
  });
  return {
    stageId: id,
    stageKey: key,
    kind,
    attempt,
    experiments: experiments.map(({ number }) => number),
  };
}
