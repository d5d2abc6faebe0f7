import { join, relative, resolve } from 'node:path';
import { buildAll, generateAll } from '../setup/build.mjs';
import { endCommands } from '../setup/command.mjs';
import { installPackages } from '../setup/install.mjs';
import { provideNative, wasmNotice } from '../setup/native.mjs';
import { Children } from './children.mjs';
import { openDatabase } from './database.mjs';
import { makeHome } from './dataFolder.mjs';
import { runDemo } from './demo.mjs';
import { lockHome } from './lock.mjs';
import { openOperatorSocket } from './operatorSocket.mjs';
import { freePort, publicPort } from './ports.mjs';
import {
  builtPrograms,
  environments,
  makeOperator,
  migrate,
  sourcePrograms,
  waitForAnswer,
} from './processes.mjs';
import { writeRunFile } from './runFile.mjs';
import { keepSecret } from './settings.mjs';
import { signInLinkOf } from './signInLink.mjs';
import { listenForStop } from './stopRequest.mjs';
import { bold, cyan, dim, red, say, sayProgress, sayStep, step } from './terminal.mjs';

const root = resolve(import.meta.dirname, '../..');
// A first start of the API on a busy machine takes 3 s; a minute means that it will not come.
const READY_WITHIN_MS = 60_000;

/**
 * Starts everything and stays until it is asked to stop.
 * @param {import('./settings.mjs').Settings} settings
 * @param {'production' | 'development'} mode as built, or from the sources and reloading
 * @returns {Promise<number>} the exit status
 */
export async function launch(settings, mode) {
  const children = new Children({ home: settings.home, say: warn });
  const stop = listenForStop({ onFirst: endCommands, onAgain: () => children.kill() });
  /** What is to be undone at the end, the last thing first. @type {(() => unknown)[]} */
  const undo = [];
  let status = 0;
  try {
    makeHome(settings.home);
    undo.push(lockHome(settings.home));
    const webPort = await publicPort(settings.webPort, settings.webHost);
    say(`${bold('Asterism')}\n`);
    await prepare(settings.mlBackend, stop);
    const run = await startAll({ settings, mode, webPort, children, undo, stop });
    if (settings.demo) await demo(settings.home, run, stop);
    await stop.promise;
  } catch (error) {
    if (!stop.asked) {
      say(`\n${red('Asterism could not start.')} ${error instanceof Error ? error.message : error}`);
      status = 1;
    }
  }
  if (stop.asked) sayProgress('', 'stopping ...');
  for (const task of undo.reverse()) await task();
  if (stop.asked) say(dim('  Stopped. Nothing is left running.'));
  return status;
}

async function prepare(mlBackend, stop) {
  await step('packages', 'checking', async () => {
    const onStart = (reason) =>
      sayStep('packages', `installing from package-lock.json (${reason}; about a minute)`);
    const installed = await installPackages(root, { onStart });
    stop.check();
    return installed ? 'installed' : 'as in package-lock.json';
  });
  await step('TensorFlow', 'looking', async () => {
    const text = await chooseBackend(mlBackend);
    stop.check();
    return text;
  });
}

async function chooseBackend(mlBackend) {
  if (mlBackend === 'wasm') return 'wasm backend (ML_BACKEND)';
  const native = await provideNative(root, (doing) => sayStep('TensorFlow', doing));
  if (native.backend === 'native') return `native, ${native.version}`;
  if (mlBackend === 'native') throw new Error(`ML_BACKEND is native, but ${native.reason}.`);
  return wasmNotice(native.reason);
}

/** Database, migrations, operator, processes; resolves when the server answers. */
async function startAll({ settings, mode, webPort, children, undo, stop }) {
  const { home } = settings;
  await children.clearLeftovers();
  const database = await openDatabase(settings, warn);
  undo.push(() => database.stop());
  sayStep('database', database.description);
  await step('build', 'building', () =>
    (mode === 'production' ? buildAll(root) : generateAll(root)).then(() => 'ready'),
  );
  stop.check();

  const publicUrl = settings.publicUrl ?? `http://localhost:${webPort}`;
  const nextPort = await freePort();
  const programs = mode === 'production' ? builtPrograms(root) : sourcePrograms(root, nextPort);
  const secret = keepSecret(home, 'secret');
  const databaseUrl = database.url;
  // As it is built, the API is this process's own child and needs none.
  const socket = mode === 'development' ? await openOperatorSocket(showSignInLink) : null;
  if (socket) undo.push(() => socket.close());
  const env = environments({
    mode,
    home,
    webPort,
    webHost: settings.webHost,
    publicUrl,
    databaseUrl,
    secret,
    nextPort,
    operatorSocket: socket?.path ?? null,
  });
  await migrate(programs.migrate, env.api);
  stop.check();
  undo.push(() => children.stop());
  for (const name of /** @type {const} */ (['web', 'api', 'worker']))
    children.start({
      name,
      ...programs[name],
      env: env[name],
      ...(name === 'api' && mode === 'production' ? { onMessage: showSignInLink } : {}),
    });
  const { signInUrl, token, workspace } = await makeOperator(programs.operator, env.api);
  const gaveUp = () => stop.asked || children.keepsDying();
  await step('server', 'starting', async () => {
    await waitForAnswer(`http://127.0.0.1:${webPort}/healthz`, READY_WITHIN_MS, gaveUp);
    await waitForAnswer(`http://127.0.0.1:${nextPort}/`, READY_WITHIN_MS, gaveUp);
    return `ready (logs: ${relative(process.cwd(), join(home, 'logs')) || '.'})`;
  });
  const run = { web: publicUrl, api: `${publicUrl}/graphql`, signInUrl, token, pid: process.pid };
  undo.push(writeRunFile(home, run));
  say(
    `\n  Open      ${cyan(publicUrl)}\n  Sign in   ${cyan(signInUrl)}   ${dim('(once)')}\n  Stop      Ctrl-C\n`,
  );
  return { ...run, workspace, cli: programs.cli };
}

/** The demo in sight. Whatever goes wrong in it, the server stays. */
async function demo(home, run, stop) {
  try {
    await runDemo({ root, home, run });
  } catch (error) {
    if (!stop.asked)
      warn(`the demo stopped, the server goes on: ${error instanceof Error ? error.message : error}`);
  }
}

/** A link that somebody asked for while no mail is set up: whoever sits here hands it on. */
function showSignInLink(/** @type {unknown} */ message) {
  const link = signInLinkOf(message);
  if (link) say(`\n  ${link.what} for ${link.email}   ${cyan(link.url)}   ${dim('(once)')}\n`);
}

function warn(/** @type {string} */ line) {
  say(`  ${red('!')} ${line}`);
}
