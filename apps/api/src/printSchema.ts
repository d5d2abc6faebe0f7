import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { lexicographicSortSchema, printSchema } from 'graphql';
import { withoutScope } from './auth/namedScopes.ts';
import { schema } from './schema.ts';

// apps/api/schema.graphql, from which the web and the command line generate their types.
const missing = withoutScope(schema);
if (missing.length > 0) throw new Error(`Say by authScopes who may ask for ${missing.join(', ')}.`);
const file = join(import.meta.dirname, '../schema.graphql');
writeFileSync(file, `${printSchema(lexicographicSortSchema(schema))}\n`);
