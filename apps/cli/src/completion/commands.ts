import { Argument, type Command } from 'commander';
import type { CommandLine } from '../commandLine.ts';
import { candidateLines, candidatesFor } from './candidates.ts';
import { completionScript, SHELLS, type Shell } from './scripts.ts';

export function addCompletionCommands(program: Command, { out }: CommandLine): void {
  program
    .command('completion')
    .description('print what a shell needs to complete this command line')
    .addArgument(new Argument('<shell>', 'which shell').choices(SHELLS))
    .action((shell: Shell) => out.print(completionScript(shell)));

  // Asked by those scripts.
  program.command('complete [words...]', { hidden: true }).action((words: string[]) => {
    for (const line of candidateLines(candidatesFor(program, words))) out.print(line);
  });
}
