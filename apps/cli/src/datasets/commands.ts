import { type Command, Option } from 'commander';
import { attachCatalogue, type CatalogueOptions } from '../catalogue/attach.ts';
import type { CommandLine } from '../commandLine.ts';
import { wholeNumber, wholeNumbers } from '../numbers.ts';
import { type ImportOptions, importFiles } from './import.ts';

export function addDatasetCommands(program: Command, line: CommandLine): void {
  const { print } = line.out;
  program
    .command('import [folder]')
    .description('send every file of a folder and add those that can be read to a data set')
    .requiredOption('--dataset <name>', 'made where there is none of the name')
    .option(
      '--server-folder <path>',
      'read a folder of the server, below a root it allows, instead of sending one',
    )
    .option(
      '--group-by <pattern>',
      'several files make a sample: "{sample}_{channel}.fits" puts files that agree in {sample} together, {channel} in natural order as the channels; * is anything, and with a / folders count too',
    )
    .option(
      '--hdu <numbers>',
      'HDUs to read instead of the first image, as in 1 or 1,2,3: the channels',
      wholeNumbers,
    )
    .option('--planes <numbers>', 'planes of each HDU to take, as in 0,2 (else all)', wholeNumbers)
    .option(
      '--channel-axis <number>',
      'axis of the planes, from 0, the slowest first (else the shortest)',
      wholeNumber,
    )
    .action((folder: string | undefined, options: Omit<ImportOptions, 'workspace'>) =>
      importFiles(line.client(), folder ?? null, { ...line.inWorkspace(), ...options }, print),
    );

  program
    .command('catalogue <table>')
    .description('join a CSV, VOTable or FITS table to the samples of a data set')
    .requiredOption('--dataset <name>', 'NAME or NAME@VERSION')
    .requiredOption('--join-column <column>', 'the column that names the sample')
    .addOption(
      new Option('--by <way>', 'what the column holds').choices(['file-name', 'index']).default('file-name'),
    )
    .action((table: string, options: Omit<CatalogueOptions, 'workspace'>) =>
      attachCatalogue(line.client(), table, { ...line.inWorkspace(), ...options }, print),
    );
}
