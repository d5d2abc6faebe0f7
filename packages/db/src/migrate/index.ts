export { deployMigrations, MigrationError } from './deploy.ts';
