import { FitsError, openFits } from '@asterism/fits';
import { openFileSource } from '@asterism/fits/node';
import { CommandFailure } from '../failure.ts';

/** Prints every HDU's cards of each file. One bad file does not stop the next; throws CommandFailure at the end. */
export async function printHeaders(paths: readonly string[], print: (line: string) => void): Promise<void> {
  let refused = 0;
  for (const path of paths) {
    try {
      await printHeader(path, print);
    } catch (error) {
      if (!(error instanceof FitsError) && !isFileProblem(error)) throw error;
      print(`${path}: ${error.message} (${error.code})`);
      refused += 1;
    }
  }
  if (refused > 0) throw new CommandFailure(`${refused} of ${paths.length} files could not be read.`);
}

async function printHeader(path: string, print: (line: string) => void): Promise<void> {
  const source = await openFileSource(path);
  try {
    const { hdus, warnings } = await openFits(source);
    for (const { index, type, name, shape, header } of hdus) {
      print(`${path}  HDU ${index} ${type}${name ? ` ${name}` : ''} (${shape.join(', ')})`);
      for (const { keyword, value, comment } of header.cards)
        print(
          `  ${keyword.padEnd(8)} ${value === null ? '' : `= ${value}`}${comment ? ` / ${comment}` : ''}`.trimEnd(),
        );
    }
    for (const { code, hdu, message } of warnings) print(`  warning in HDU ${hdu}: ${message} (${code})`);
  } finally {
    await source.close();
  }
}

function isFileProblem(error: unknown): error is NodeJS.ErrnoException {
  return error instanceof Error && 'code' in error && 'path' in error;
}
