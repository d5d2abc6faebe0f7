// npm run db:migration -- NAME      writes prisma/migrations/<time>_NAME from what changed in prisma/*.prisma
// npm run db:migration -- --check   fails when the migrations do not lead to prisma/*.prisma
import { join, relative, resolve } from 'node:path';
import { openSchemaEngine, readSchema } from './migration/engine.mjs';
import { readMigrations, writeMigration } from './migration/folder.mjs';
import { startThrowawayCluster } from './postgres/throwaway.mjs';

const root = resolve(import.meta.dirname, '..');
const folder = join(root, 'prisma', 'migrations');
const FILTERS = { externalTables: [], externalEnums: [] };

const [argument] = process.argv.slice(2);
if (!argument || !/^(--check|[a-z][a-z0-9_]*)$/.test(argument)) {
  console.error('Usage: npm run db:migration -- NAME   (small letters, digits and _), or -- --check');
  process.exit(2);
}
const cluster = await startThrowawayCluster();
try {
  const schema = readSchema(join(root, 'prisma'));
  const { engine, close } = await openSchemaEngine(cluster.url('postgres'), schema);
  process.exitCode = await (argument === '--check'
    ? check(engine, schema)
    : create(engine, schema, argument)
  ).finally(close);
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
} finally {
  await cluster.stop();
}

async function check(engine, schema) {
  const { exitCode, stdout } = await engine.diff({
    from: { tag: 'migrations', ...readMigrations(folder) },
    to: { tag: 'schemaDatamodel', ...schema },
    script: false,
    exitCode: true,
    filters: FILTERS,
  });
  if (exitCode === 0) {
    console.log('prisma/migrations and prisma/*.prisma agree');
    return 0;
  }
  console.error(
    `prisma/migrations do not lead to prisma/*.prisma; write one with "npm run db:migration -- NAME".\n${stdout ?? ''}`,
  );
  return 1;
}

async function create(engine, schema, name) {
  const migrationsList = readMigrations(folder);
  await engine.applyMigrations({ migrationsList, filters: FILTERS });
  // Needed: only after it does the engine use the shadow database that the adapter offers.
  await engine.devDiagnostic({ migrationsList, filters: FILTERS });
  const created = await engine.createMigration({
    draft: false,
    migrationName: name,
    migrationsList,
    schema,
    filters: FILTERS,
  });
  if (!created.migrationScript) {
    console.log('Nothing changed in prisma/*.prisma: no migration written.');
    return 0;
  }
  console.log(`wrote ${relative(root, writeMigration(folder, created))}`);
  for (const [, warning] of created.migrationScript.matchAll(/^ {2}- (.+)$/gm))
    console.warn(`warning: ${warning}`);
  return 0;
}
