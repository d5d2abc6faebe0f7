// Preprocessing of 150 generated discs of (4, 600, 600), channel 0 to 128 x 128, both normalisations: the worker's own stage,
// from files in the blob store to a stack in it, in turn with NumPy and PyTorch over arrays in memory where PEER_PYTHON
// names a Python that has them and astropy. The peer's reading is given beside; ours is in its time.
//   npm run bench -- preprocess [rounds=5] [folder of FITS files]
import { spawn } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { PixelMemory } from '../apps/worker/src/import/pixelMemory.ts';
import { readFile } from '../apps/worker/src/import/readFile.ts';
import { preprocess } from '../apps/worker/src/stages/preprocess.ts';
import { extremesOf, type ListedSample, packPage } from '../apps/worker/src/stages/samplePages.ts';
import { openBlobStore } from '../packages/blobs/src/index.ts';
import { preprocessingParams } from '../packages/ml/src/params/index.ts';
import { writeDiscs } from '../packages/testkit/src/index.ts';

const rounds = Number(process.argv[2] ?? 5);
const [THREADS, SIZE, CHANNEL] = [2, 128, 0];
const scratch = mkdtempSync(join(tmpdir(), 'asterism-bench-preprocess-'));
const folder = resolve(process.argv[3] ?? join(scratch, 'discs'));
const blobs = openBlobStore(join(scratch, 'blobs'));

/** What an import leaves of each file. */
async function importAll(): Promise<ListedSample[]> {
  const samples: ListedSample[] = [];
  const memory = new PixelMemory();
  const wish = { hdus: null, planes: null, channelAxis: null };
  const names = readdirSync(folder).filter((name) => name.endsWith('.fits'));
  for (const [index, fileName] of names.sort().entries()) {
    const { sha256 } = await blobs.put(readFileSync(join(folder, fileName)));
    const found = await readFile(
      blobs,
      [{ fileName, sha256 }],
      { wish, folder: null },
      { memory, onCopied: () => undefined },
    );
    const { sources, width, height, alignment, percentiles } = found;
    samples.push({ index, sources, width, height, alignment, extremes: extremesOf(percentiles, found) });
  }
  return samples;
}

async function ours(samples: readonly ListedSample[]): Promise<number> {
  const began = performance.now();
  for (const normalization of ['GLOBAL', 'PER_CHANNEL'])
    await preprocess(
      {
        kind: 'PREPROCESS',
        sampleCount: samples.length,
        pages: [packPage(samples)],
        params: preprocessingParams.parse({ channels: [CHANNEL], normalization, size: SIZE }),
      },
      {
        blobs,
        signal: new AbortController().signal,
        report: () => undefined,
        get backend(): never {
          throw new Error('Nothing here is trained.');
        },
      },
    );
  return (performance.now() - began) / 1000;
}

interface Peer {
  name: string;
  readSeconds: number;
  both(): Promise<number>;
  close(): void;
}

async function openPeer(): Promise<Peer | null> {
  const python = process.env['PEER_PYTHON'];
  if (!python) return null;
  const script = join(import.meta.dirname, 'preprocess_peer.py');
  const child = spawn(python, [script, `${THREADS}`, folder, `${SIZE}`, `${CHANNEL}`], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  const line = async (): Promise<string> => {
    const { value, done } = await lines.next();
    if (done) throw new Error(`${python} ended before it answered.`);
    return value;
  };
  const name = await line();
  return {
    name,
    readSeconds: Number(await line()),
    async both() {
      child.stdin.write('\n');
      return Number(await line());
    },
    close: () => child.stdin.end(),
  };
}

const median = (values: readonly number[]): number =>
  [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)]!;
const rounded = (value: number | null | undefined): number | null =>
  value === null || value === undefined ? null : Number(value.toFixed(3));

try {
  if (!process.argv[3]) await writeDiscs(folder, { count: 150, size: 600, seed: 1 });
  const samples = await importAll();
  const peer = await openPeer();
  const [mine, theirs]: [number[], number[]] = [[], []];
  // The first round loads code and touches new memory, on both sides: it is what a study meets, and is given apart.
  for (let round = 0; round <= rounds; round++) {
    mine.push(await ours(samples));
    if (peer) theirs.push(await peer.both());
  }
  peer?.close();
  const [first, peerFirst] = [mine.shift()!, theirs.shift() ?? null];
  const other = peer && median(theirs);
  console.log(
    JSON.stringify({
      bench: 'preprocess',
      metric: 'both normalisations, ours with reading',
      unit: 's',
      ours: rounded(median(mine)),
      peer: rounded(other),
      peerName: peer?.name ?? null,
      ratio: other && rounded(median(mine) / other),
      betterIs: 'lower',
      samples: samples.length,
      rounds,
      best: [rounded(Math.min(...mine)), peer && rounded(Math.min(...theirs))],
      firstRound: [rounded(first), rounded(peerFirst)],
      peerReading: rounded(peer?.readSeconds),
    }),
  );
} finally {
  rmSync(scratch, { recursive: true, force: true });
}
