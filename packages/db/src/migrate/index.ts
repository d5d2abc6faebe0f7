export { deployMigrations, MigrationError } from './deploy.ts';
export { databaseReadiness } from './readiness.ts';
