import { readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { bindMigrationAwareSqlAdapterFactory } from '@prisma/driver-adapter-utils';
import { migrationAdapter } from './adapter.mjs';

// `prisma migrate` needs a binary that is downloaded at install; the same engine comes as wasm from npm.

/** Every *.prisma file of a folder, as the engine takes them. */
export function readSchema(/** @type {string} */ folder) {
  const names = readdirSync(folder)
    .filter((name) => name.endsWith('.prisma'))
    .sort();
  if (names.length === 0) throw new Error(`no *.prisma file in ${folder}`);
  return {
    files: names.map((name) => ({
      path: join(folder, name),
      content: readFileSync(join(folder, name), 'utf8'),
    })),
  };
}

/** Opens the schema engine on a database. close() ends the connections, which the engine itself keeps. */
export async function openSchemaEngine(/** @type {string} */ databaseUrl, schema) {
  globalThis.PRISMA_WASM_PANIC_REGISTRY = {
    message: '',
    get() {
      return this.message;
    },
    set_message(text) {
      this.message = text;
      console.error(text);
    },
  };
  const folder = dirname(createRequire(import.meta.url).resolve('@prisma/schema-engine-wasm'));
  const glue = await import(pathToFileURL(join(folder, 'schema_engine_bg.js')).href);
  const { instance } = await WebAssembly.instantiate(readFileSync(join(folder, 'schema_engine_bg.wasm')), {
    './schema_engine_bg.js': glue,
  });
  glue.__wbg_set_wasm(instance.exports);
  instance.exports.__wbindgen_start?.();
  const { factory, close } = migrationAdapter(databaseUrl);
  const datamodels = schema.files.map((file) => [file.path, file.content]);
  const engine = await glue.SchemaEngine.new(
    { datamodels },
    () => undefined,
    bindMigrationAwareSqlAdapterFactory(factory),
  );
  return { engine, close };
}
