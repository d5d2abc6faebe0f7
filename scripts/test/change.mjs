import { startThrowawayCluster } from '../postgres/throwaway.mjs';
import { runTurbo } from '../setup/build.mjs';
import { runCommand, tail } from '../setup/command.mjs';
import { affectedFolders } from './affected.mjs';
import { checkArrows, checkLint, checkTypes } from './checks.mjs';
import { checkPythonOnly } from './python.mjs';
import { runVitest } from './run.mjs';
import { Tally } from './tally.mjs';
import { workspaceFolders } from './workspaces.mjs';

/**
 * Types, lint and arrows of everything, and the tests that reach a file which differs from the main branch.
 * @param {string} root @returns {Promise<number>} the exit status
 */
export async function checkTheChange(root) {
  const tally = new Tally();
  const made = await runTurbo(root, ['generate', 'codegen']);
  if (made.code !== 0) {
    console.error(`Generated files could not be made:\n${tail(made.output)}`);
    return 1;
  }
  for (const result of await Promise.all([checkLint(root), checkArrows(root), checkTypes(root)])) {
    for (const one of [result].flat()) tally.add(one);
  }
  const base = await baseCommit(root);
  const tested = new Set(workspaceFolders(root).flatMap(({ path, scripts }) => (scripts.test ? [path] : [])));
  const changed = await changedFiles(root, base);
  const folders = affectedFolders(root, changed).filter((path) => path === 'scripts' || tested.has(path));
  const cluster = folders.length > 0 ? await startThrowawayCluster() : null;
  try {
    const env = { ...process.env, TEST_DATABASE_URL: cluster?.url('postgres'), TF_CPP_MIN_LOG_LEVEL: '2' };
    // vitest follows the imports, over package borders too, so a changed k-means runs the worker's tests of it.
    // Tests in test/ start and kill whole processes, a minute in all: they are left to npm test.
    const args = [`--changed=${base}`, '--passWithNoTests', '--exclude=test/**'];
    for (const path of folders)
      tally.add(await runVitest(root, path, env, path === 'scripts' ? args.slice(0, 2) : args));
  } finally {
    await cluster?.stop();
  }
  if (changed.some((file) => /^(clients\/python|examples\/(python|notebook))\//.test(file)))
    for (const result of await checkPythonOnly(root)) tally.add(result);
  console.log(tally.summary());
  return tally.failed === 0 ? 0 : 1;
}

/** Where this branch left the main one; on the main branch itself the last commit. */
async function baseCommit(root) {
  for (const branch of ['origin/main', 'origin/master', 'main', 'master']) {
    const { code, output } = await runCommand('git', ['merge-base', 'HEAD', branch], { cwd: root });
    if (code === 0) return output.trim();
  }
  return 'HEAD';
}

async function changedFiles(root, base) {
  const tracked = await runCommand('git', ['diff', '--name-only', base], { cwd: root });
  const fresh = await runCommand('git', ['ls-files', '--others', '--exclude-standard'], { cwd: root });
  return `${tracked.output}\n${fresh.output}`.split('\n').filter(Boolean);
}
