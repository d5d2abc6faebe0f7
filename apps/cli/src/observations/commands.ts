import { type Command, InvalidArgumentError, Option } from 'commander';
import type { CommandLine } from '../commandLine.ts';
import { wholeNumber, wholeNumbers } from '../numbers.ts';
import { type ObserveOptions, observe } from './observe.ts';

const words = (text: string): string[] =>
  text
    .split(',')
    .map((word) => word.trim())
    .filter((word) => word !== '');
const samples = (text: string): number[] => (text === '' ? [] : wholeNumbers(text.replaceAll('#', '')));
const oneOf =
  (...choices: string[]) =>
  (text: string): string => {
    if (choices.includes(text.toLowerCase())) return text.toUpperCase();
    throw new InvalidArgumentError(`Allowed choices are ${choices.join(', ')}.`);
  };

export function addObservationCommands(program: Command, line: CommandLine): void {
  const { here, out } = line;
  program
    .command('observe <subject> [file]')
    .description(
      'read what was written of an experiment (E-6), a cluster (E-6/2), or the id of a study or comparison, as Markdown; with a file (- is the standard input) write it: what others wrote since is kept',
    )
    .option(
      '--base-revision <number>',
      'the revision that the file was made from; else it is compared with the text as it is now',
      wholeNumber,
    )
    .option('--label <text>', 'what it is, in a few words')
    .addOption(
      new Option('--confidence <level>', 'how sure that is')
        .choices(['low', 'medium', 'high'])
        .argParser(oneOf('low', 'medium', 'high')),
    )
    .addOption(
      new Option('--kind <kind>', 'what kind of thing it is')
        .choices(['physical', 'artefact', 'unsure'])
        .argParser(oneOf('physical', 'artefact', 'unsure')),
    )
    .option('--tags <list>', 'all its tags, as in bar,blue', words)
    .option('--representatives <numbers>', 'samples that show it best, as in 17,18', samples)
    .option('--counter-examples <numbers>', 'samples that look like it and are something else', samples)
    .option('--json', 'text, fields and revision as a line of JSON')
    .action((name: string, file: string | undefined, options: Omit<ObserveOptions, 'workspace'>) =>
      observe(
        line.client(),
        { name, file },
        { ...line.inWorkspace(), ...options },
        { input: here.secrets.input, out },
      ),
    );
}
