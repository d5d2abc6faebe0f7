import type { Command } from 'commander';
import type { CommandLine } from '../commandLine.ts';
import { type EncodeOptions, encodeImages } from '../encodings/encode.ts';
import { watch } from '../live/watch.ts';
import { wholeNumber, wholeNumbers } from '../numbers.ts';
import { exportExperiment } from './export.ts';
import { runStudy } from './run.ts';
import { listExperiments } from './table.ts';
import { verifyExperiment } from './verify.ts';

interface RunFlags {
  dataset?: string;
  wait?: boolean;
  watch?: boolean;
  json?: boolean;
}

export function addExperimentCommands(program: Command, line: CommandLine): void {
  const { out } = line;
  program
    .command('run <study>')
    .description('start the study of a YAML file: the keys and values of CreateStudyInput')
    .option('--dataset <name>', 'NAME or NAME@VERSION (else datasetVersionId of the study)')
    .option(
      '--wait',
      'tell how it goes, until every experiment is over; exit status 1 where one did not succeed',
    )
    .option('--watch', 'the same')
    .option('--json', 'the study, and each change, as a line of JSON')
    .action((study: string, { watch: isWatched, wait, ...options }: RunFlags) =>
      runStudy(
        line.client(),
        study,
        { ...line.inWorkspace(), ...options, wait: wait ?? isWatched ?? false },
        out,
      ),
    );

  program
    .command('watch <id>')
    .description(
      'tell how an experiment (its id, or E-42) or a study goes, until it is over; exit status 1 where it did not succeed. A connection that breaks is sought again',
    )
    .option('--json', 'each change as a line of JSON')
    .action((id: string, options: { json?: boolean }) =>
      watch(line.client(), id, { ...line.inWorkspace(), ...options }, out),
    );

  program
    .command('experiments')
    .description('every experiment, the newest first; "ls experiments" chooses and orders')
    .option('--json', 'a line of JSON each')
    .action((options: { json?: boolean }) =>
      listExperiments(line.client(), { ...line.inWorkspace(), ...options }, out),
    );

  program
    .command('export <id> <folder>')
    .description('write latents, labels, projections and metrics of an experiment (its id, or E-42)')
    .action((id: string, folder: string) =>
      exportExperiment(line.client(), id, folder, line.inWorkspace(), out.print),
    );

  program
    .command('verify <id>')
    .description('run a finished experiment (its id, or E-42) again from its inputs: does the same come out?')
    .option('--wait', 'tell how it goes, until there is a report; exit status 1 where it is not identical')
    .option('--json', 'the verification as a line of JSON')
    .action((id: string, options: { wait?: boolean; json?: boolean }) =>
      verifyExperiment(line.client(), id, { ...line.inWorkspace(), ...options }, out.print),
    );

  program
    .command('encode <id> [files...]')
    .description(
      'put new images through the model of a finished experiment (its id, or E-42): where do they fall among its clusters? An exclamation mark stands at those that are farther out than every member',
    )
    .option('--dataset <name>', 'the samples of NAME or NAME@VERSION instead of files')
    .option('--json', 'everything as a line of JSON')
    .option('--out <file>', 'write the latents as .npy, a row for each image that was not refused')
    .option('--group-by <pattern>', 'several files make an image; as in import')
    .option('--hdu <numbers>', 'HDUs to read instead of the first image, as in 1 or 1,2,3', wholeNumbers)
    .option('--planes <numbers>', 'planes of each HDU to take, as in 0,2 (else all)', wholeNumbers)
    .option('--channel-axis <number>', 'axis of the planes, from 0, the slowest first', wholeNumber)
    .action((id: string, files: string[], options: Omit<EncodeOptions, 'workspace'>) =>
      encodeImages(line.client(), { id, files }, { ...line.inWorkspace(), ...options }, out.print),
    );
}
