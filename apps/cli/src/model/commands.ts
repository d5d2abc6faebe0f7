import { type Command, Option } from 'commander';
import type { CommandLine } from '../commandLine.ts';
import { wholeNumber, wholeNumbers } from '../numbers.ts';
import { BACKEND_CHOICES } from './backend.ts';
import { type EncodeOptions, encodeFiles } from './encode.ts';
import { exportModel, type ModelExportOptions } from './export.ts';

export function addModelCommands(program: Command, line: CommandLine): void {
  const { print } = line.out;
  const model = program
    .command('model')
    .description('take trained models away, and use them without a server');
  model
    .command('export <id>')
    .description("write an experiment's model (its id, or E-42): weights as safetensors, and its card")
    .requiredOption('--out <folder>', 'made where it is not there')
    .option('--images <number>', 'take the first so many preprocessed images along, as .npy', wholeNumber)
    .action((id: string, options: Omit<ModelExportOptions, 'workspace'>) =>
      exportModel(line.client(), id, { ...line.inWorkspace(), ...options }, print),
    );
  model
    .command('encode <model> <files...>')
    .description('encode FITS files with an exported model: the folder of its files, or its card')
    .option('--out <file>', 'write the latents as .npy, a row a file that could be read')
    .option('--json', 'a line of JSON a file, with its latent')
    .addOption(new Option('--backend <kind>', 'what computes').choices(BACKEND_CHOICES).default('auto'))
    .option('--hdu <numbers>', 'HDUs to read (else as the data set was read)', wholeNumbers)
    .option('--planes <numbers>', 'planes of each HDU to take (else as the data set was read)', wholeNumbers)
    .option('--channel-axis <number>', 'axis of the planes (else as the data set was read)', wholeNumber)
    .action((folder: string, files: string[], options: EncodeOptions) =>
      encodeFiles(folder, files, options, print),
    );
}
