import { defineConfig } from 'prisma/config';

// `prisma generate` asks for the schema engine's binary and never runs it, so any existing file will do.
// Only for `generate`: with this variable set, `prisma migrate` would report success and do nothing.
if (process.argv.includes('generate')) process.env.PRISMA_SCHEMA_ENGINE_BINARY ??= process.execPath;

export default defineConfig({
  schema: 'prisma',
  migrations: { path: 'prisma/migrations' },
  datasource: { url: process.env.DATABASE_URL ?? 'postgresql://localhost:5432/asterism' },
});
