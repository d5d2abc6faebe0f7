import { spawn, spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

export interface Reading {
  seconds: number;
  /** Sum of every file's first pixel, to see that the same was read. */
  check: number;
}

/** A program that reads the same files as we do, each time it is told to. */
export interface Peer {
  name: string;
  read(): Promise<Reading>;
  close(): void;
}

/** Starts a program that says its name in the first line and then answers each line with seconds and check. */
export async function startPeer(command: string, args: readonly string[]): Promise<Peer> {
  const child = spawn(command, args, { stdio: ['pipe', 'pipe', 'inherit'] });
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  const line = async (): Promise<string> => {
    const { value, done } = await lines.next();
    if (done) throw new Error(`${command} ended before it answered.`);
    return value;
  };
  return {
    name: await line(),
    async read() {
      child.stdin.write('\n');
      const [seconds, check] = (await line()).split(' ').map(Number);
      return { seconds: seconds!, check: check! };
    },
    close: () => child.stdin.end(),
  };
}

/** Compiles cfitsio.c into a folder; null, and a line why, where there is no compiler or no libcfitsio-dev. */
export function compileCfitsioPeer(folder: string): string | null {
  const program = join(folder, 'cfitsio');
  const source = join(import.meta.dirname, 'cfitsio.c');
  const { status, stderr } = spawnSync('gcc', ['-O2', '-o', program, source, '-lcfitsio'], {
    encoding: 'utf8',
  });
  if (status === 0) return program;
  console.error(`Without cfitsio: gcc or libcfitsio-dev is missing. ${stderr?.split('\n')[0] ?? ''}`);
  return null;
}

const ASTROPY_RICE = `import sys
from astropy.io import fits
for path in sys.argv[1:]:
    fits.CompImageHDU(fits.getdata(path), compression_type="RICE_1").writeto(path + ".fz")`;

/** Packs files with RICE_1, each to PATH.fz; false, and a line why, where neither fpack nor astropy is there. */
export function packWithRice(paths: readonly string[], python: string | undefined): boolean {
  if (spawnSync('fpack', ['-r', ...paths]).status === 0) return true;
  if (python && spawnSync(python, ['-c', ASTROPY_RICE, ...paths]).status === 0) return true;
  console.error(
    'Without RICE tiles: neither fpack (libcfitsio-bin) nor astropy (PEER_PYTHON) is there to pack them.',
  );
  return false;
}
