import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { lexicographicSortSchema, printSchema } from 'graphql';
import { schema } from './schema.ts';

// apps/api/schema.graphql, from which the web and the command line generate their types.
const file = join(import.meta.dirname, '../schema.graphql');
writeFileSync(file, `${printSchema(lexicographicSortSchema(schema))}\n`);
