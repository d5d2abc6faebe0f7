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
  if (!there.sampleCount) await importDiscs(root, home, run.cli);
  if (there.studyCount > 0) {
    sayStep('demo', `${dim('the data set and the study are there')}`);
    return;
  }
  const lastLine = await asterism(
    run.cli,
    home,
    ['run', join(root, STUDY_FILE), '--dataset', DATASET, '--wait'],
    (line) => line,
  );
  sayStep('demo', lastLine || 'the study is done');
}

async function importDiscs(root, home, cli) {
  const folder = join(home, 'demo', 'discs');
  if (!existsSync(folder)) await generateDiscs(root, home);
  let accepted = 0;
  await asterism(cli, home, ['import', folder, '--dataset', DATASET], (line) => {
    if (/accepted/i.test(line)) accepted++;
    return `importing ${accepted} of ${DISC_COUNT} discs`;
  });
  sayStep('demo', `${accepted} discs imported`);
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

/** Runs the command line; every line goes to the log, the newest is shown. @returns {Promise<string>} its last line */
async function asterism(cli, home, args, describe) {
  const log = join(home, 'logs', 'demo.log');
  let last = '';
  const { code, output } = await runCommand(process.execPath, [cli.script, ...(cli.args ?? []), ...args], {
    cwd: cli.cwd,
    env: { ...process.env, ASTERISM_HOME: home, ASTERISM_URL: '', ASTERISM_TOKEN: '' },
    onLine(line) {
      if (!line.trim()) return;
      last = line.trim();
      sayProgress('demo', describe(last));
    },
  });
  await appendFile(log, `$ asterism ${args.join(' ')}\n${output}\n`);
  if (code !== 0) throw new Error(`"asterism ${args[0]}" failed (${log}): ${tail(output, 2)}`);
  return last;
}
