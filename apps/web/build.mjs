import { spawnSync } from 'node:child_process';
import { cpSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

const here = import.meta.dirname;
const next = join(dirname(createRequire(import.meta.url).resolve('next/package.json')), 'dist/bin/next');
const { status } = spawnSync(process.execPath, [next, 'build'], { cwd: here, stdio: 'inherit' });
if (status !== 0) process.exit(status ?? 1);

// Next leaves the files that browsers load beside the standalone server, not in it.
cpSync(join(here, '.next/static'), join(here, '.next/standalone/apps/web/.next/static'), { recursive: true });
