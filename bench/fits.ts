// Reading 30 generated files of float32 (4, 600, 600) as a study reads them, to numbers of the machine, in turn with
// fitsjs and, where PEER_PYTHON names a Python that has it, with astropy. The files are in the page cache.
//   npm run bench -- fits [rounds=5]
import { spawn } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { chooseImage, openFits, readChannels } from '../packages/fits/src/index.ts';
import { openFileSource } from '../packages/fits/src/node/index.ts';
import { writeDiscs } from '../packages/testkit/src/discs/writeDiscs.ts';
import { openFitsjs } from './fits/fitsjs.ts';

interface Reading {
  seconds: number;
  /** Sum of every file's first pixel, to see that the same was read. */
  check: number;
}

const FILES = 30;
const MEGABYTES = (FILES * 4 * 600 * 600 * 4) / 1e6;
const rounds = Number(process.argv[2] ?? 5);
const folder = mkdtempSync(join(tmpdir(), 'asterism-bench-'));

async function timed(read: (path: string) => Promise<number>): Promise<Reading> {
  const start = performance.now();
  let check = 0;
  for (const path of paths) check += await read(path);
  return { seconds: (performance.now() - start) / 1000, check };
}

async function readOurs(path: string): Promise<number> {
  const source = await openFileSource(path);
  const file = await openFits(source);
  const { data } = await readChannels(source, file, chooseImage(file));
  await source.close();
  return data[0]!;
}

function openAstropy(python: string) {
  const child = spawn(python, [join(import.meta.dirname, 'fits', 'peer.py'), folder], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  const line = async (): Promise<string> => {
    const { value, done } = await lines.next();
    if (done) throw new Error(`${python} ended before it answered.`);
    return value;
  };
  return {
    name: line(),
    async read(): Promise<Reading> {
      child.stdin.write('\n');
      const [seconds, check] = (await line()).split(' ').map(Number);
      return { seconds: seconds!, check: check! };
    },
    close: () => child.stdin.end(),
  };
}

const median = (values: number[]): number =>
  [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)]!;
const speed = (readings: Reading[]): number => MEGABYTES / median(readings.map(({ seconds }) => seconds));

await writeDiscs(folder, { count: FILES, size: 600, seed: 1 });
const paths = readdirSync(folder).map((name) => join(folder, name));
const readFitsjs = openFitsjs();
const peers = [
  {
    name: 'fitsjs 0.6.6',
    read: () => timed(async (path) => (await readFitsjs(path))[0]![0]!),
    runs: [] as Reading[],
  },
];
const python = process.env['PEER_PYTHON'];
const astropy = python ? openAstropy(python) : null;
if (astropy) peers.push({ name: await astropy.name, read: astropy.read, runs: [] });

const ours: Reading[] = [];
try {
  // The first round loads code and is not counted.
  for (let round = 0; round <= rounds; round++) {
    const own = await timed(readOurs);
    if (round > 0) ours.push(own);
    for (const peer of peers) {
      const run = await peer.read();
      if (round > 0) peer.runs.push(run);
    }
  }
} finally {
  astropy?.close();
  rmSync(folder, { recursive: true, force: true });
  rmSync(`${folder}.truth.json`, { force: true });
}
for (const { name, runs } of peers)
  console.log(
    JSON.stringify({
      bench: 'fits',
      metric: `read ${FILES} files of float32 (4, 600, 600)`,
      unit: 'MB/s',
      ours: Math.round(speed(ours)),
      peer: Math.round(speed(runs)),
      peerName: name,
      ratio: Number((speed(ours) / speed(runs)).toFixed(2)),
      betterIs: 'higher',
      checks: { ours: ours[0]!.check, peer: runs[0]!.check },
    }),
  );
