import type { DbTransaction } from '@asterism/db';
import type { JobName } from './definitions.ts';
import { jobOf } from './taskName.ts';

/** How many messages of a job wait or are at work. */
export interface QueueDepth {
  job: JobName;
  waiting: number;
  running: number;
}

/** The queue as it is now; jobs without messages are left out. Messages that used up their attempts do not count. */
export async function queueDepths(db: DbTransaction): Promise<QueueDepth[]> {
  const rows = await db.$queryRaw<{ task: string; waiting: number; running: number }[]>`
    SELECT task_identifier AS task, (count(*) FILTER (WHERE locked_at IS NULL))::int AS waiting,
      count(locked_at)::int AS running
    FROM graphile_worker.jobs WHERE locked_at IS NOT NULL OR attempts < max_attempts GROUP BY 1`;
  const depths = new Map<JobName, QueueDepth>();
  for (const { task, waiting, running } of rows) {
    const job = jobOf(task);
    if (!job) continue;
    const depth = depths.get(job) ?? { job, waiting: 0, running: 0 };
    depths.set(job, { job, waiting: depth.waiting + waiting, running: depth.running + running });
  }
  return [...depths.values()];
}
