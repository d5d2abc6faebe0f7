import { Command } from 'commander';
import { addAccountCommands } from './account/commands.ts';
import { createClient } from './client.ts';
import type { CommandLine, CommonOptions } from './commandLine.ts';
import { addCompletionCommands } from './completion/commands.ts';
import { addDatasetCommands } from './datasets/commands.ts';
import { cliEnv } from './env.ts';
import { addExperimentCommands } from './experiments/commands.ts';
import { CommandFailure, EXIT, EXIT_HELP } from './failure.ts';
import { addFitsCommands } from './fits/commands.ts';
import { addListingCommands } from './listing/commands.ts';
import { addModelCommands } from './model/commands.ts';
import { createOutput } from './output.ts';
import { findServer } from './server.ts';
import { addVectorCommands } from './vectors/commands.ts';

// Whoever reads may have seen enough, as "head" has.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code === 'EPIPE') process.exit(0);
  throw error;
});

const program = new Command('asterism')
  .description(
    'Finds groups in images nobody has labelled: imports, studies and exports from the command line.',
  )
  .option(
    '--url <address>',
    'address of the server (else ASTERISM_URL, else that of "login", else the server of this machine)',
  )
  .option('--token <secret>', 'API token (else ASTERISM_TOKEN, else the one that is kept for the server)')
  .option('--workspace <slug>', 'workspace (else your first)')
  .addHelpText('after', EXIT_HELP)
  .showHelpAfterError()
  .exitOverride();

const common = (): CommonOptions => program.opts<CommonOptions>();
const here = {
  env: cliEnv,
  folder: process.cwd(),
  secrets: { input: process.stdin, prompt: process.stderr },
};
const line: CommandLine = {
  common,
  inWorkspace: () => {
    const { workspace } = common();
    return workspace === undefined ? {} : { workspace };
  },
  client: () => createClient(findServer(common(), here.env, here.folder)),
  here,
  out: createOutput(process.stdout, process.stderr),
};

addAccountCommands(program, line);
addDatasetCommands(program, line);
addExperimentCommands(program, line);
addListingCommands(program, line);
addModelCommands(program, line);
addFitsCommands(program, line);
addVectorCommands(program, line);
addCompletionCommands(program, line);

try {
  await program.parseAsync();
} catch (error) {
  if (error instanceof CommandFailure) {
    line.out.note(error.message);
    process.exitCode = error.exitCode;
  } else if (error instanceof Error && 'exitCode' in error && 'code' in error) {
    // Commander's own, already printed; help and --version count as done.
    process.exitCode = error.exitCode === 0 ? EXIT.done : EXIT.misused;
  } else throw error;
}
