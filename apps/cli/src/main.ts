import { Command, InvalidArgumentError, Option } from 'commander';
import { attachCatalogue, type CatalogueOptions } from './catalogue/attach.ts';
import { createClient } from './client.ts';
import { type ImportOptions, importFiles } from './datasets/import.ts';
import { type EncodeOptions as EncodeImagesOptions, encodeImages } from './encodings/encode.ts';
import { cliEnv } from './env.ts';
import { exportExperiment } from './experiments/export.ts';
import { runStudy } from './experiments/run.ts';
import { listExperiments } from './experiments/table.ts';
import { verifyExperiment } from './experiments/verify.ts';
import { CommandFailure } from './failure.ts';
import { printHeaders } from './fits/header.ts';
import { printStatistics } from './fits/stat.ts';
import { BACKEND_CHOICES } from './model/backend.ts';
import { type EncodeOptions, encodeFiles } from './model/encode.ts';
import { exportModel, type ModelExportOptions } from './model/export.ts';
import { findServer, type ServerOptions } from './server.ts';
import { CLUSTERERS, type ClusterOptions, clusterFile } from './vectors/cluster.ts';
import { PROJECTORS, type ProjectOptions, projectFile } from './vectors/project.ts';

const print = (line: string): void => console.log(line);
// Whoever reads may have seen enough, as "head" has.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code === 'EPIPE') process.exit(0);
  throw error;
});

const program = new Command('asterism')
  .description(
    'Finds groups in images nobody has labelled: imports, studies and exports from the command line.',
  )
  .option('--url <address>', 'address of the server (else ASTERISM_URL, else the server of this machine)')
  .option('--token <secret>', 'API token (else ASTERISM_TOKEN, else that of this machine)')
  .option('--workspace <slug>', 'workspace (else your first)')
  .showHelpAfterError()
  .exitOverride();

interface Common extends ServerOptions {
  workspace?: string;
}
const common = (): Common => program.opts<Common>();
const client = () => createClient(findServer(common(), cliEnv, process.cwd()));
const inWorkspace = () => {
  const { workspace } = common();
  return workspace === undefined ? {} : { workspace };
};

function threadCount(text: string): number {
  if (!/^\d+$/.test(text) || Number(text) < 1 || Number(text) > 256)
    throw new InvalidArgumentError('It must be a whole number from 1 to 256.');
  return Number(text);
}

function wholeNumber(text: string): number {
  if (!/^\d+$/.test(text)) throw new InvalidArgumentError('It must be a whole number from 0.');
  return Number(text);
}

const wholeNumbers = (text: string): number[] => text.split(',').map(wholeNumber);

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
    importFiles(client(), folder ?? null, { ...inWorkspace(), ...options }, print),
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
    attachCatalogue(client(), table, { ...inWorkspace(), ...options }, print),
  );

program
  .command('run <study>')
  .description('start the study of a YAML file: the keys and values of CreateStudyInput')
  .option('--dataset <name>', 'NAME or NAME@VERSION (else datasetVersionId of the study)')
  .option('--wait', 'tell how it goes, until every experiment is over')
  .action((study: string, options: { dataset?: string; wait?: boolean }) =>
    runStudy(client(), study, { ...inWorkspace(), ...options }, print),
  );

program
  .command('experiments')
  .description('list the experiments, the newest first')
  .option('--json', 'a line of JSON each')
  .action((options: { json?: boolean }) =>
    listExperiments(client(), { ...inWorkspace(), ...options }, print),
  );

program
  .command('export <id> <folder>')
  .description('write latents, labels, projections and metrics of an experiment (its id, or E-42)')
  .action((id: string, folder: string) => exportExperiment(client(), id, folder, inWorkspace(), print));

program
  .command('verify <id>')
  .description('run a finished experiment (its id, or E-42) again from its inputs: does the same come out?')
  .option('--wait', 'tell how it goes, until there is a report; exit status 1 where it is not identical')
  .option('--json', 'the verification as a line of JSON')
  .action((id: string, options: { wait?: boolean; json?: boolean }) =>
    verifyExperiment(client(), id, { ...inWorkspace(), ...options }, print),
  );

const model = program.command('model').description('take trained models away, and use them without a server');
model
  .command('export <id>')
  .description("write an experiment's model (its id, or E-42): weights as safetensors, and its card")
  .requiredOption('--out <folder>', 'made where it is not there')
  .option('--images <number>', 'take the first so many preprocessed images along, as .npy', wholeNumber)
  .action((id: string, options: Omit<ModelExportOptions, 'workspace'>) =>
    exportModel(client(), id, { ...inWorkspace(), ...options }, print),
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
  .action((id: string, files: string[], options: Omit<EncodeImagesOptions, 'workspace'>) =>
    encodeImages(client(), { id, files }, { ...inWorkspace(), ...options }, print),
  );

const fits = program.command('fits').description('look into FITS files, without a server');
fits
  .command('header <files...>')
  .description('print the cards of every HDU')
  .action((files: string[]) => printHeaders(files, print));
fits
  .command('stat <files...>')
  .description('measure the pixels of every image: shape, type, range and sum, as astropy reads them')
  .option('--json', 'a line of JSON a file')
  .action((files: string[], options: { json?: boolean }) => printStatistics(files, options, print));

const threadsOption = new Option(
  '--threads <count>',
  'threads of what is large (one for each processor); any number gives the same answer',
).argParser(threadCount);

program
  .command('cluster <file>')
  .description(
    'cluster the (n, d) array of a .npy file, without a server. Parameters have scikit-learn’s names in camelCase, and its defaults but for nInit, which is 10 of k-means: nClusters, nComponents, covarianceType, minClusterSize, randomState',
  )
  .addOption(new Option('--algorithm <name>', 'clusterer').choices(CLUSTERERS).default('kmeans'))
  .option('--params <json>', 'parameters, as in {"nClusters": 4}')
  .option('--json', 'labels, scores and fit as a line of JSON')
  .option('--out <folder>', 'write labels.npy and what else the clusterer says of each sample')
  .addOption(threadsOption)
  .action((file: string, options: ClusterOptions) => clusterFile(file, options, print));

program
  .command('project <file>')
  .description('draw a map of the (n, d) array of a .npy file, without a server')
  .addOption(new Option('--kind <name>', 'projection').choices(PROJECTORS).default('pca'))
  .option('--params <json>', 'parameters, as in {"perplexity": 20}')
  .option('--json', 'coordinates and fit as a line of JSON')
  .option('--out <folder>', 'write coordinates.npy')
  .addOption(threadsOption)
  .action((file: string, options: ProjectOptions) => projectFile(file, options, print));

try {
  await program.parseAsync();
} catch (error) {
  if (error instanceof CommandFailure) {
    console.error(error.message);
    process.exitCode = error.exitCode;
  } else if (error instanceof Error && 'exitCode' in error && 'code' in error) {
    // Commander's own, already printed; help and --version count as done.
    process.exitCode = error.exitCode === 0 ? 0 : 2;
  } else throw error;
}
