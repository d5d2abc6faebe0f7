import { Command } from 'commander';
import type { SecretSource } from './account/askSecret.ts';
import { addAccountCommands } from './account/commands.ts';
import { createClient } from './client.ts';
import type { CommandLine, CommonOptions } from './commandLine.ts';
import { addCompletionCommands } from './completion/commands.ts';
import { addDatasetCommands } from './datasets/commands.ts';
import type { CliEnv } from './env.ts';
import { addExperimentCommands } from './experiments/commands.ts';
import { CommandFailure, EXIT, EXIT_HELP, type ExitCode } from './failure.ts';
import { addFitsCommands } from './fits/commands.ts';
import { addListingCommands } from './listing/commands.ts';
import { addModelCommands } from './model/commands.ts';
import { addObservationCommands } from './observations/commands.ts';
import { createOutput, type TextStream } from './output.ts';
import { findServer } from './server.ts';
import { addVectorCommands } from './vectors/commands.ts';

/** What is outside the command line. */
export interface World {
  env: CliEnv;
  /** Where it was started. */
  folder: string;
  input: SecretSource['input'];
  stdout: TextStream;
  stderr: TextStream;
}

/** Does what the words behind `asterism` say. What cannot be done is said on `stderr`; what is unexpected is thrown. */
export async function runCommandLine(words: readonly string[], world: World): Promise<ExitCode> {
  const { env, folder, input, stdout, stderr } = world;
  const out = createOutput(stdout, stderr);
  const program = createProgram().configureOutput({
    writeOut: (text) => stdout.write(text),
    writeErr: (text) => stderr.write(text),
    // Commander's sentences have no codes of their own that it would print.
    outputError: (text, write) => write(`${text.trimEnd()} (INVALID_USAGE)\n`),
  });
  const common = (): CommonOptions => program.opts<CommonOptions>();
  addCommands(program, {
    common,
    inWorkspace: () => {
      const { workspace } = common();
      return workspace === undefined ? {} : { workspace };
    },
    client: () => createClient(findServer(common(), env, folder)),
    here: { env, folder, secrets: { input, prompt: stderr } },
    out,
  });
  try {
    await program.parseAsync(words, { from: 'user' });
    return EXIT.done;
  } catch (error) {
    if (error instanceof CommandFailure) {
      out.note(error.message);
      return error.exitCode;
    }
    // Commander's own, already printed; help and --version count as done.
    if (error instanceof Error && 'exitCode' in error && 'code' in error)
      return error.exitCode === 0 ? EXIT.done : EXIT.misused;
    throw error;
  }
}

const createProgram = (): Command =>
  new Command('asterism')
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

function addCommands(program: Command, line: CommandLine): void {
  addAccountCommands(program, line);
  addDatasetCommands(program, line);
  addExperimentCommands(program, line);
  addListingCommands(program, line);
  addObservationCommands(program, line);
  addModelCommands(program, line);
  addFitsCommands(program, line);
  addVectorCommands(program, line);
  addCompletionCommands(program, line);
}
