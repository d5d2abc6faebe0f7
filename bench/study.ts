// The study over one folder of 150 discs, by the running product through its own command line, beside the same study as
// a Python script (astropy, PyTorch, scikit-learn) where PEER_PYTHON names a Python that has its packages and the script
// is there (../shared/peers/study.py, or PEER_STUDY).
//   npm run bench -- study [folder of FITS files]
// Compared are the steps that both do: read, preprocess, train, encode, PCA. Ours includes uploading, k-means and scores;
// the peer's t-SNE and its clustering (k-means, Gaussian mixtures, HDBSCAN) are left out of its sum and given apart.
import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { writeDiscs } from '../packages/testkit/src/index.ts';

const ROOT = resolve(import.meta.dirname, '..');
const PEER = process.env['PEER_STUDY'] ?? join(ROOT, '../shared/peers/study.py');
const STUDY = `name: Bench
preprocessings:
  - { channels: [0], alignment: NONE, normalization: GLOBAL, size: 128 }
  - { channels: [0], alignment: NONE, normalization: PER_CHANNEL, size: 128 }
models: [{ kind: CONV, epochs: 30 }, { kind: VAE, epochs: 30 }]
clusterings: [{ algorithm: KMEANS, scanFrom: 2, scanTo: 6 }]
projections: [PCA]
`;

interface Stack {
  home: string;
  child: ChildProcess;
}

async function startStack(home: string): Promise<Stack> {
  const child = spawn(process.execPath, [join(ROOT, 'scripts/start.mjs'), '--no-demo'], {
    cwd: ROOT,
    env: { ...process.env, ASTERISM_HOME: home, WEB_PORT: '0' },
    stdio: ['ignore', 2, 2],
  });
  while (!existsSync(join(home, 'run.json'))) {
    if (child.exitCode !== null) throw new Error('The stack did not start.');
    await pause(100);
  }
  return { home, child };
}

async function stopStack({ child }: Stack): Promise<void> {
  const exited = new Promise((done) => child.once('exit', done));
  child.kill('SIGTERM');
  await exited;
}

const seconds = (task: () => void): number => {
  const began = performance.now();
  task();
  return (performance.now() - began) / 1000;
};

function ours(home: string, folder: string, file: string) {
  const asterism = (...args: string[]) =>
    execFileSync(process.execPath, [join(ROOT, 'apps/cli/bin/asterism.mjs'), ...args], {
      env: { ...process.env, ASTERISM_HOME: home },
      stdio: ['ignore', 'ignore', 'inherit'],
    });
  const importing = seconds(() => asterism('import', folder, '--dataset', 'Bench'));
  const studying = seconds(() => asterism('run', file, '--dataset', 'Bench', '--wait'));
  return { importing, studying };
}

interface PeerResult {
  seconds: Record<string, number>;
}

function peer(folder: string): PeerResult | null {
  const python = process.env['PEER_PYTHON'];
  if (!python || !existsSync(PEER)) return null;
  const out = join(mkdtempSync(join(tmpdir(), 'asterism-peer-')), 'study.json');
  execFileSync(python, [PEER, folder, '--json', out], { stdio: ['ignore', 'ignore', 'inherit'] });
  return JSON.parse(readFileSync(out, 'utf8')) as PeerResult;
}

const print = (metric: string, value: number, other: number | null, name: string | null): void =>
  console.log(
    JSON.stringify({
      bench: 'study',
      metric,
      unit: 's',
      ours: Number(value.toFixed(2)),
      peer: other === null ? null : Number(other.toFixed(2)),
      peerName: name,
      ratio: other === null ? null : Number((value / other).toFixed(3)),
      betterIs: 'lower',
    }),
  );

const work = mkdtempSync(join(tmpdir(), 'asterism-bench-study-'));
const home = join(work, 'home');
let folder = process.argv[2];
if (!folder) {
  folder = join(work, 'discs');
  await writeDiscs(folder, { count: 150, size: 600, seed: 1 });
}
const file = join(work, 'study.yaml');
writeFileSync(file, STUDY);
const stack = await startStack(home);
try {
  const { importing, studying } = ours(home, folder, file);
  const other = peer(folder);
  const sum = (steps: string[]) =>
    other ? steps.reduce((total, step) => total + (other.seconds[step] ?? 0), 0) : null;
  const name = other && 'study.py';
  print('import (peer: read)', importing, sum(['read', 'channels']), name);
  print(
    'study (peer: preprocess, train, encode, PCA)',
    studying,
    sum(['preprocess', 'train', 'encode', 'pca']),
    name,
  );
  print(
    'shared steps',
    importing + studying,
    sum(['read', 'channels', 'preprocess', 'train', 'encode', 'pca']),
    name,
  );
  print('whole (peer with t-SNE and three clusterers)', importing + studying, sum(['total']), name);
} finally {
  await stopStack(stack);
  rmSync(work, { recursive: true, force: true });
}
