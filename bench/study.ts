// The study over one folder of 150 discs, by the running product through its own command line, in turn with the same study
// as a Python script (astropy, PyTorch, scikit-learn) where PEER_PYTHON names a Python that has its packages and the script
// is there (../shared/peers/study.py, or PEER_STUDY).
//   npm run bench -- study [folder of FITS files] [rounds=1]
// Compared are the steps that both do: read, report of channels, preprocess, train, encode, PCA; by the script's own step
// timings. The script's t-SNE and its clustering (k-means, Gaussian mixtures, HDBSCAN) are left out of its sum; our time is
// of a clock around two commands, with uploading, k-means for k = 2 to 6 and scores in it. Every round begins with an
// empty store. Seconds of stages are sums, of which several may run at once (ML_THREADS=1 trains two models at once on two
// processors). Memory is the resident memory of all processes on either side, PostgreSQL, API and web server included.
import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { z } from 'zod';
import { writeDiscs } from '../packages/testkit/src/index.ts';
import { type PeakMemory, watchMemory } from './study/processTree.ts';
import { ended, startProduct } from './study/product.ts';

const PEER = process.env['PEER_STUDY'] ?? resolve(import.meta.dirname, '../../shared/peers/study.py');
const PYTHON = process.env['PEER_PYTHON'];
const STUDY = `name: Bench
preprocessings:
  - { channels: [0], alignment: NONE, normalization: GLOBAL, size: 128 }
  - { channels: [0], alignment: NONE, normalization: PER_CHANNEL, size: 128 }
models: [{ kind: CONV, epochs: 30 }, { kind: VAE, epochs: 30 }]
clusterings: [{ algorithm: KMEANS, scanFrom: 2, scanTo: 6 }]
projections: [PCA]
`;
const SHARED_STEPS = ['read', 'channels', 'preprocess', 'train', 'encode', 'pca'];
const LEFT_OUT = ['tsne', 'cluster'];

interface Ours {
  importing: number;
  studying: number;
  stages: Record<string, number>;
  memory: PeakMemory | null;
}

interface Theirs {
  seconds: Record<string, number>;
  memory: PeakMemory | null;
}

async function timed(task: () => Promise<void>): Promise<number> {
  const began = performance.now();
  await task();
  return (performance.now() - began) / 1000;
}

async function runOurs(work: string, folder: string): Promise<Ours> {
  const file = join(work, 'study.yaml');
  writeFileSync(file, STUDY);
  const product = await startProduct(mkdtempSync(join(work, 'home-')));
  try {
    // The commands are this process's children, the product's too.
    const watch = watchMemory(process.pid);
    const importing = await timed(() => product.asterism('import', folder, '--dataset', 'Bench'));
    const studying = await timed(() => product.asterism('run', file, '--dataset', 'Bench', '--wait'));
    const memory = watch.stop();
    return { importing, studying, stages: await product.stageSeconds(), memory };
  } finally {
    await product.stop();
    rmSync(product.home, { recursive: true, force: true });
  }
}

async function runPeer(work: string, folder: string): Promise<Theirs | null> {
  if (!PYTHON || !existsSync(PEER)) return null;
  const out = join(work, 'peer.json');
  const script = spawn(PYTHON, [PEER, folder, '--json', out], { stdio: ['ignore', 'ignore', 'inherit'] });
  const watch = watchMemory(script.pid!);
  await ended(script);
  const memory = watch.stop();
  const { seconds } = z
    .object({ seconds: z.record(z.string(), z.number()) })
    .parse(JSON.parse(readFileSync(out, 'utf8')));
  return { seconds, memory };
}

const sum = (seconds: Record<string, number>, steps: readonly string[]): number =>
  steps.reduce((total, step) => total + (seconds[step] ?? 0), 0);
const median = (values: number[]): number =>
  [...values].sort((a, b) => a - b)[Math.floor((values.length - 1) / 2)]!;
const rounded = (value: number): number => Number(value.toFixed(3));

/** One number of every round on both sides; null where there is no peer. */
type Pairs = { ours: number; theirs: number | null }[];

function print(metric: string, unit: string, pairs: Pairs, about: object = {}): void {
  const theirs = pairs.flatMap((pair) => pair.theirs ?? []);
  const ratios = pairs.flatMap((pair) => (pair.theirs === null ? [] : pair.ours / pair.theirs));
  console.log(
    JSON.stringify({
      bench: 'study',
      metric,
      unit,
      ours: rounded(median(pairs.map((pair) => pair.ours))),
      peer: theirs.length > 0 ? rounded(median(theirs)) : null,
      peerName: theirs.length > 0 ? 'study.py' : null,
      ratio: ratios.length > 0 ? rounded(median(ratios)) : null,
      ratioRange: ratios.length > 0 ? [rounded(Math.min(...ratios)), rounded(Math.max(...ratios))] : null,
      betterIs: 'lower',
      rounds: pairs.length,
      threadsOfATraining: Number(process.env['ML_THREADS'] ?? 2),
      ...about,
    }),
  );
}

const work = mkdtempSync(join(tmpdir(), 'asterism-bench-study-'));
try {
  let [folder, rounds = '1'] = process.argv.slice(2);
  if (!folder) {
    folder = join(work, 'discs');
    await writeDiscs(folder, { count: 150, size: 600, seed: 1 });
  }
  const all: { ours: Ours; theirs: Theirs | null }[] = [];
  for (let round = 0; round < Number(rounds); round++)
    all.push({ ours: await runOurs(work, folder), theirs: await runPeer(work, folder) });

  const pairs = (mine: (ours: Ours) => number, other: (theirs: Theirs) => number): Pairs =>
    all.map(({ ours, theirs }) => ({ ours: mine(ours), theirs: theirs && other(theirs) }));
  const steps = (...names: string[]) => ({ peerSteps: names });
  print(
    'import',
    's',
    pairs(
      ({ importing }) => importing,
      ({ seconds }) => sum(seconds, ['read', 'channels']),
    ),
    steps('read', 'channels'),
  );
  const learning = ['preprocess', 'train', 'encode', 'pca'];
  print(
    'study',
    's',
    pairs(
      ({ studying }) => studying,
      ({ seconds }) => sum(seconds, learning),
    ),
    steps(...learning),
  );
  print(
    'shared steps',
    's',
    pairs(
      ({ importing, studying }) => importing + studying,
      ({ seconds }) => sum(seconds, SHARED_STEPS),
    ),
    { ...steps(...SHARED_STEPS), peerLeftOut: LEFT_OUT, oursAlso: ['upload', 'k-means', 'scores'] },
  );
  for (const [kind, step] of [
    ['PREPROCESS', 'preprocess'],
    ['TRAIN', 'train'],
    ['ENCODE', 'encode'],
  ] as const)
    print(
      `stages ${kind}`,
      's',
      pairs(
        ({ stages }) => stages[kind] ?? 0,
        ({ seconds }) => seconds[step] ?? 0,
      ),
      steps(step),
    );
  if (all.every(({ ours, theirs }) => ours.memory && (!theirs || theirs.memory)))
    print(
      'peak memory',
      'MB',
      pairs(
        ({ memory }) => memory!.bytes / 1e6,
        ({ memory }) => memory!.bytes / 1e6,
      ),
      { processes: all[0]!.ours.memory!.processes },
    );
} finally {
  rmSync(work, { recursive: true, force: true });
}
