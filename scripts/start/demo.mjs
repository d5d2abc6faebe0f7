import { existsSync, renameSync, rmSync } from 'node:fs';
import { appendFile } from 'node:fs/promises';
import { join } from 'node:path';
import { runCommand, tail } from '../setup/command.mjs';
import { whatIsThere } from './demoState.mjs';
import { dim, sayProgress, sayStep } from './terminal.mjs';

const DATASET = 'Generated discs';
const STUDY_FILE = 'examples/demo-study.yaml';
const DISC_COUNT = 150;

/**
 * The demo: 150 generated discs and a small study over them, by the same code as anyone's `asterism import` and
 * `asterism run`. What an earlier start made is left as it is.
 * @param {{ root: string, home: string, run: { web: string, api: string, token: string, workspace: string, cli: import('./processes.mjs').Program } }} options
 */
export async function runDemo({ root, home, run }) {
  const there = await whatIsThere({ ...run, dataset: DATASET });
  if (!there.sampleCount) await importDiscs(root, home, run);
  if (there.studyCount > 0) {
    sayStep('demo', `${dim('the data set and the study are there')}`);
    return;
  }
  const study = ['run', join(root, STUDY_FILE), '--dataset', DATASET, '--wait'];
  await asterism(home, run, study, (line) => !/^\d+ %/.test(line));
}

async function importDiscs(root, home, run) {
  const folder = join(home, 'demo', 'discs');
  if (!existsSync(folder)) await generateDiscs(root, home);
  await asterism(home, run, ['import', folder, '--dataset', DATASET], (line) =>
    /^(refused|Generated discs) /.test(line),
  );
}

/** Writes the discs beside their place and moves them there, so that half a folder is never taken for a whole one. */
async function generateDiscs(root, home) {
  const draft = join(home, 'demo.draft');
  rmSync(draft, { recursive: true, force: true });
  const script = join(root, 'packages/testkit/src/discs/main.ts');
  const args = ['--import', 'tsx', script, join(draft, 'discs'), '--count', String(DISC_COUNT)];
  const onLine = (line) => sayProgress('demo', `generating discs ${line}`);
  const { code, output } = await runCommand(process.execPath, args, { cwd: root, onLine });
  if (code !== 0) throw new Error(`the discs could not be generated: ${tail(output, 3)}`);
  renameSync(draft, join(home, 'demo'));
  sayStep('demo', `${DISC_COUNT} discs generated`);
}

/** Runs the command line. Every line goes to the log and for a moment to the terminal, those of `stays` for good. */
async function asterism(home, { cli, workspace }, args, stays) {
  const log = join(home, 'logs', 'demo.log');
  const { code, output } = await runCommand(
    process.execPath,
    [cli.script, ...(cli.args ?? []), '--workspace', workspace, ...args],
    {
      cwd: cli.cwd,
      env: { ...process.env, ASTERISM_HOME: home, ASTERISM_URL: '', ASTERISM_TOKEN: '' },
      onLine: (line) => (stays(line) ? sayStep('demo', line) : sayProgress('demo', line)),
    },
  );
  await appendFile(log, `$ asterism ${args.join(' ')}\n${output}\n`);
  if (code !== 0) throw new Error(`"asterism ${args[0]}" failed (${log}): ${tail(output, 2)}`);
}
