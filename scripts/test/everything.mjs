import { startThrowawayCluster } from '../postgres/throwaway.mjs';
import { buildAll } from '../setup/build.mjs';
import { provideNative } from '../setup/native.mjs';
import {
  checkArrows,
  checkContract,
  checkGenerated,
  checkLint,
  checkMigrations,
  checkTypes,
} from './checks.mjs';
import { findChromium, HOW_TO_GET_CHROMIUM } from './chromium.mjs';
import { testPython } from './python.mjs';
import { runPlaywright, runVitest } from './run.mjs';
import { Tally } from './tally.mjs';
import { workspaceFolders } from './workspaces.mjs';

/** Runs every check and every test of the repository in sight. @param {string} root @returns {Promise<number>} the exit status */
export async function testEverything(root) {
  const startedAt = performance.now();
  const header = (title) =>
    console.log(`\n== ${title}  (${((performance.now() - startedAt) / 1000).toFixed(0)} s)`);
  const tally = new Tally();
  const native = await provideNative(root, console.log);
  console.log(
    native.backend === 'native'
      ? `TensorFlow: native, ${native.version}`
      : `TensorFlow: wasm, because ${native.reason}`,
  );

  header('checks');
  tally.add(await checkGenerated(root));
  for (const result of await checkTypes(root)) tally.add(result);
  tally.add(await checkLint(root));
  tally.add(await checkArrows(root));
  tally.add(await checkContract(root));
  tally.add(await checkMigrations(root));

  const cluster = await startThrowawayCluster();
  try {
    const env = {
      ...process.env,
      NODE_ENV: 'test',
      TEST_DATABASE_URL: cluster.url('postgres'),
      TF_CPP_MIN_LOG_LEVEL: '2',
    };
    const folders = workspaceFolders(root).filter(({ scripts }) => scripts.test);
    for (const path of ['scripts', ...folders.map((folder) => folder.path)]) {
      header(path);
      tally.add(await runVitest(root, path, env));
    }
  } finally {
    await cluster.stop();
  }

  header('build');
  tally.add(await build(root));
  header('clients/python');
  for (const result of await testPython(root)) tally.add(result);
  header('browser journeys');
  tally.add(await journeys(root));
  header('total');
  console.log(tally.summary());
  return tally.failed === 0 && tally.passed > 0 ? 0 : 1;
}

async function build(root) {
  try {
    await buildAll(root);
    return { name: 'build', passed: 1, failed: 0 };
  } catch (error) {
    console.log(error instanceof Error ? error.message : error);
    return { name: 'build', passed: 0, failed: 1, failures: ['see above'] };
  }
}

async function journeys(root) {
  const chromium = findChromium();
  if (chromium) return runPlaywright(root, { ...process.env, CHROMIUM: chromium });
  console.log(HOW_TO_GET_CHROMIUM);
  return { name: 'e2e', passed: 0, failed: 1, failures: ['no Chromium found'] };
}
