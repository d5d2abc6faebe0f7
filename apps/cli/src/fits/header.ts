import type { FitsFile, Hdu } from '@asterism/fits';
import { CommandFailure } from '../failure.ts';
import { withFits } from './withFits.ts';

/** Prints every HDU's cards of each file. One bad file does not stop the next; throws CommandFailure at the end. */
export async function printHeaders(paths: readonly string[], print: (line: string) => void): Promise<void> {
  let refused = 0;
  for (const path of paths) {
    const result = await withFits(path, async (file) => printFile(path, file, print));
    if ('done' in result) continue;
    print(`${path}: ${result.refusal.message} (${result.refusal.code})`);
    refused += 1;
  }
  if (refused > 0) throw new CommandFailure(`${refused} of ${paths.length} files could not be read.`);
}

function printFile(path: string, { hdus, warnings }: FitsFile, print: (line: string) => void): void {
  for (const hdu of hdus) printHdu(path, hdu, print);
  for (const { code, hdu, message } of warnings) print(`  warning in HDU ${hdu}: ${message} (${code})`);
}

function printHdu(path: string, { index, type, name, shape, header }: Hdu, print: (line: string) => void) {
  print(`${path}  HDU ${index} ${type}${name ? ` ${name}` : ''} (${shape.join(', ')})`);
  for (const { keyword, value, comment } of header.cards) {
    const shown = value === null ? '' : `= ${value}`;
    print(`  ${keyword.padEnd(8)} ${shown}${comment ? ` / ${comment}` : ''}`.trimEnd());
  }
}
