import { join } from 'node:path';

/** The migrations beside the sources: both src/ and dist/, where the entries are, lie three folders below the root. */
export const migrationsFolder = (entryFolder: string): string =>
  join(entryFolder, '../../../prisma/migrations');
