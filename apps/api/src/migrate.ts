import { join } from 'node:path';
import { deployMigrations } from '@asterism/db/migrate';
import { migrateJobs } from '@asterism/jobs';
import { readDatabaseUrl } from './env.ts';

// `node dist/migrate.js`: brings the database and the queue's tables to the present schema. Both src/ and dist/ lie
// three folders below the root of the repository.
const MIGRATIONS = join(import.meta.dirname, '../../../prisma/migrations');

const url = readDatabaseUrl();
const applied = await deployMigrations(url, MIGRATIONS);
await migrateJobs(url);
console.log(JSON.stringify({ applied }));
