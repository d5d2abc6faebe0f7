import type { Command } from 'commander';
import type { CommandLine } from '../commandLine.ts';
import { printHeaders } from './header.ts';
import { printStatistics } from './stat.ts';

export function addFitsCommands(program: Command, { out: { print } }: CommandLine): void {
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
}
