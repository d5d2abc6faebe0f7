import type { Db } from '@asterism/db';

export interface DatabaseClock {
  /** The database's time, as far as this process knows it. */
  now(): Date;
  /** Asks the database again. */
  set(): Promise<void>;
}

/**
 * Workers on several machines judge each other's silence, so all of them go by one clock: the database's. Between two
 * looks at it the own clock's steps are added.
 */
export async function createDatabaseClock(db: Db, localMs: () => number): Promise<DatabaseClock> {
  let offsetMs = 0;
  const clock: DatabaseClock = {
    now: () => new Date(localMs() + offsetMs),
    async set() {
      const before = localMs();
      const [row] = await db.$queryRaw<{ now: Date }[]>`SELECT clock_timestamp() AS now`;
      // The answer was given about half way.
      if (row) offsetMs = row.now.getTime() - (before + localMs()) / 2;
    },
  };
  await clock.set();
  return clock;
}
