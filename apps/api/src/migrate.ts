import { deployMigrations } from '@asterism/db/migrate';
import { migrateJobs } from '@asterism/jobs';
import { readDatabaseUrl } from './env.ts';
import { migrationsFolder } from './migrationsFolder.ts';

// `node dist/migrate.js`: brings the database and the queue's tables to the present schema.

const url = readDatabaseUrl();
const applied = await deployMigrations(url, migrationsFolder(import.meta.dirname));
await migrateJobs(url);
console.log(JSON.stringify({ applied }));
