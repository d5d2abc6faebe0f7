import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { runTurbo } from '../setup/build.mjs';
import { runCommand, tail } from '../setup/command.mjs';
import { findContractTool, runContractTool } from './contract.mjs';
import { workspaceFolders } from './workspaces.mjs';

// Each check counts as one passed or one failed. A failing one prints what its tool said.

/**
 * @param {string} name @param {string} root @param {string[]} args arguments for node
 * @returns {Promise<import('./tally.mjs').Result>}
 */
export const check = (name, root, args) => checkBy(process.execPath, name, root, args);

/** The same by another program than node. */
export async function checkBy(program, name, cwd, args) {
  const { code, output } = await runCommand(program, args, { cwd });
  return report(name, code === 0, output);
}

function report(name, good, output) {
  console.log(`${good ? '  ok    ' : '  FAILED'} ${name}`);
  if (good) return { name, passed: 1, failed: 0 };
  console.log(tail(output, 80));
  return { name, passed: 0, failed: 1, failures: [output.trim().split('\n').at(-1) ?? ''] };
}

/** The type check of every folder that has a tsconfig.json, as many at once as there are cores. */
export async function checkTypes(root) {
  const waiting = workspaceFolders(root).filter(({ path }) => existsSync(join(root, path, 'tsconfig.json')));
  const results = [];
  const worker = async () => {
    for (let next = waiting.shift(); next; next = waiting.shift()) {
      const { path } = next;
      results.push(
        await check(`types ${path}`, root, [
          join(root, 'node_modules/typescript/bin/tsc'),
          '--noEmit',
          '-p',
          path,
        ]),
      );
    }
  };
  await Promise.all(Array.from({ length: availableParallelism() }, worker));
  return results;
}

export const checkLint = (root) =>
  check('lint', root, [
    join(root, 'node_modules/@biomejs/biome/bin/biome'),
    'check',
    '--error-on-warnings',
    '.',
  ]);
export const checkArrows = (root) => check('arrows', root, [join(root, 'scripts/arrows.mjs')]);
export const checkMigrations = (root) =>
  check('migrations', root, [join(root, 'scripts/migration.mjs'), '--check']);

/** The names that scripts rely on, where the list of them is beside the repository. @returns {Promise<import('./tally.mjs').Result>} */
export async function checkContract(root) {
  const { tool, isThere } = findContractTool(root, process.env);
  if (!isThere) {
    console.log(`  skipped contract: ${tool} is not there`);
    return { name: 'contract', passed: 0, failed: 0, skipped: 1 };
  }
  const { good, output } = await runContractTool(root, tool);
  return report('contract', good, output);
}

/** Makes every generated file again; the tree must be as it was before. */
export async function checkGenerated(root) {
  const before = await treeState(root);
  // The documents of web and cli are made from the schema that the API prints, so in this order.
  for (const tasks of [['generate', 'schema'], ['codegen']]) {
    const made = await runTurbo(root, tasks, { args: ['--output-logs=errors-only', '--force'] });
    if (made.code !== 0) return report('generated files', false, made.output);
  }
  const after = await treeState(root);
  const stale = [...after].filter(([path, hash]) => before.get(path) !== hash).map(([path]) => path);
  return report(
    'generated files',
    stale.length === 0,
    `stale, now made again, to be committed: ${stale.join(', ')}`,
  );
}

/** @returns {Promise<Map<string, string>>} what differs from the last commit, by content */
async function treeState(root) {
  const { code, output } = await runCommand('git', ['status', '--porcelain', '-z', '--untracked-files=all'], {
    cwd: root,
  });
  if (code !== 0) throw new Error(`git status failed: ${output}`);
  const paths = output
    .split('\0')
    .filter(Boolean)
    .map((entry) => entry.slice(3));
  return new Map(
    paths.map((path) => [
      path,
      existsSync(join(root, path))
        ? createHash('sha256')
            .update(readFileSync(join(root, path)))
            .digest('hex')
        : 'gone',
    ]),
  );
}
