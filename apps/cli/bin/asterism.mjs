#!/usr/bin/env node
import { existsSync } from 'node:fs';

const built = new URL('../dist/main.js', import.meta.url);
const source = new URL('../src/main.ts', import.meta.url);
// Made beside the source by "npm run generate".
const documents = new URL('../src/gql/index.ts', import.meta.url);

if (existsSync(built)) await import(built.href);
else if (existsSync(source) && existsSync(documents)) {
  const { register } = await import('tsx/esm/api');
  register();
  await import(source.href);
} else {
  console.error('asterism is not built yet: run "npm start" or "npm run build" once.');
  process.exit(2);
}
