import { type Command, Option } from 'commander';
import type { CommandLine } from '../commandLine.ts';
import { threadCount } from '../numbers.ts';
import { CLUSTER_PARAMS, CLUSTERERS, type ClusterOptions, clusterFile } from './cluster.ts';
import { parameterHelp } from './parameterHelp.ts';
import { PROJECT_PARAMS, PROJECTORS, type ProjectOptions, projectFile } from './project.ts';

export function addVectorCommands(program: Command, { out: { print } }: CommandLine): void {
  const threadsOption = new Option(
    '--threads <count>',
    'threads of what is large (one for each processor); any number gives the same answer',
  ).argParser(threadCount);

  program
    .command('cluster <file>')
    .description(
      'cluster the (n, d) array of a .npy file (float32 or float64), without a server. Parameters have scikit-learn’s names in camelCase, and its defaults but for nInit, which is 10 of k-means',
    )
    .addOption(new Option('--algorithm <name>', 'clusterer').choices(CLUSTERERS).default('kmeans'))
    .option('--params <json>', 'parameters, as in {"nClusters": 4}')
    .option('--json', 'labels, scores and fit as a line of JSON')
    .option('--out <folder>', 'write labels.npy and what else the clusterer says of each sample')
    .addOption(threadsOption)
    .addHelpText('after', parameterHelp(CLUSTER_PARAMS))
    .action((file: string, options: ClusterOptions) => clusterFile(file, options, print));

  program
    .command('project <file>')
    .description('draw a map of the (n, d) array of a .npy file (float32 or float64), without a server')
    .addOption(new Option('--kind <name>', 'projection').choices(PROJECTORS).default('pca'))
    .option('--params <json>', 'parameters, as in {"perplexity": 20}')
    .option('--json', 'coordinates and fit as a line of JSON')
    .option('--out <folder>', 'write coordinates.npy')
    .addOption(threadsOption)
    .addHelpText('after', parameterHelp(PROJECT_PARAMS))
    .action((file: string, options: ProjectOptions) => projectFile(file, options, print));
}
