import { type Command, Option } from 'commander';
import type { CommandLine } from '../commandLine.ts';
import { listDatasets, listSamples } from '../datasets/list.ts';
import { getDetails } from '../details/get.ts';
import { addCondition, addOrder, addStatus, moment, ORDERS, STATUS_NAMES } from '../experiments/filter.ts';
import { type ExperimentChoices, listChosen } from '../experiments/listChosen.ts';
import { listStudies } from '../experiments/studies.ts';
import { finite, positive } from '../numbers.ts';

interface ListFlags {
  limit: number;
  json?: boolean;
}

export function addListingCommands(program: Command, line: CommandLine): void {
  const ls = program.command('ls').description('list what is in the workspace');
  const list = (name: string, description: string): Command =>
    ls
      .command(name)
      .description(description)
      .addOption(new Option('--limit <number>', 'how many at most').argParser(positive).default(100))
      .option('--json', 'a line of JSON each');

  list('datasets', 'data sets with their latest version, the newest first').action((flags: ListFlags) =>
    listDatasets(line.client(), { ...line.inWorkspace(), ...flags }, line.out),
  );
  list('samples', 'samples of a data set version, in order of their ID numbers')
    .requiredOption('--dataset <name>', 'NAME or NAME@VERSION')
    .action((flags: ListFlags & { dataset: string }) =>
      listSamples(line.client(), { ...line.inWorkspace(), ...flags }, line.out),
    );
  list('studies', 'studies, the newest first').action((flags: ListFlags) =>
    listStudies(line.client(), { ...line.inWorkspace(), ...flags }, line.out),
  );
  list('experiments', 'experiments that fit everything that is said, the newest first')
    .option('--status <status>', `${STATUS_NAMES}; may be said several times`, addStatus)
    .option('--text <text>', 'in names, tags, notes or numbers')
    .option('--tag <tag>', 'one of its tags')
    .option('--dataset <name>', 'of any version of it')
    .option('--study <id>', 'of a study')
    .option('--model <kind>', 'CONV, VAE and so on; may be said several times', addName)
    .option('--algorithm <name>', 'KMEANS, GMM or HDBSCAN; may be said several times', addName)
    .option('--silhouette-at-least <number>', 'mean silhouette, -1 to 1', finite)
    .option('--created-after <moment>', 'as in 2026-01-31', moment)
    .option('--created-before <moment>', 'as in 2026-01-31', moment)
    .option('--archived', 'those that are archived')
    .option(
      '--where <condition>',
      'as in model.latentSize>=16, metrics.mse<=0.01 or preprocessing.alignment=NONE; may be said several times',
      addCondition,
    )
    .option(
      '--order <field>',
      `${ORDERS}; the highest first, or as in mse:asc; may be said several times`,
      addOrder,
    )
    .action((flags: ListFlags & ExperimentChoices) =>
      listChosen(line.client(), { ...line.inWorkspace(), ...flags }, line.out),
    );

  program
    .command('get <id>')
    .description(
      'what there is to say of one thing, by its id (or E-42): data set, version, sample, experiment, study, cluster, encoding, workspace, token',
    )
    .option('--json', 'as a line of JSON')
    .action((id: string, flags: { json?: boolean }) =>
      getDetails(line.client(), id, { ...line.inWorkspace(), ...flags }, line.out),
    );
}

const addName = (text: string, before: readonly string[] = []): string[] => [
  ...before,
  text.toUpperCase().replaceAll('-', '_'),
];
