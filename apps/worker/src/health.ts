import { createDb } from '@asterism/db';
import { readEnvironment } from './env.ts';

// Healthy is a worker whose own row has a heartbeat from the last 20 s: after 10 s of silence others take its stages over.
const RECENT_MS = 20_000;

const read = readEnvironment();
if ('problems' in read) {
  for (const problem of read.problems) console.error(problem);
  process.exit(1);
}
const db = createDb(read.settings.databaseUrl, { poolSize: 1 });
const rows = await db.$queryRaw<unknown[]>`
  SELECT 1 FROM "Worker"
  WHERE starts_with(id, ${`${read.settings.name}-`})
    AND "heartbeatAt" > now() - ${RECENT_MS} * interval '1 millisecond' LIMIT 1`;
await db.$disconnect();
process.exitCode = rows.length > 0 ? 0 : 1;
