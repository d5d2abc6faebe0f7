// Training of a model with its default sizes (128 x 128 x 1, 64 latents, batch 16, 150 images; CONV is the reference
// autoencoder), in turn with the same model in PyTorch where PEER_PYTHON names a Python that has it: eager, and for the
// reference autoencoder compiled too. A turn is four epochs, of which the first is not counted.
//   npm run bench -- train [rounds=12] [native|wasm] [MODEL=CONV|all] [threads=2]
import { type ChildProcess, spawn } from 'node:child_process';
import { createRequire } from 'node:module';
import { dirname, join, resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as pause } from 'node:timers/promises';
import {
  createRandom,
  type MlBackend,
  MODEL_KINDS,
  type ModelKind,
  modelParams,
  trainModel,
} from '../packages/ml/src/index.ts';

const [rounds = '12', kind = 'native', wanted = 'CONV', threads = '2'] = process.argv.slice(2);
const THREADS = Number(threads);
const [CHANNELS, SIZE, BATCH, SAMPLES, LATENTS] = [1, 128, 16, 150, 64];
// The first turn loads code and compiles, on all sides.
const WARM_UP = 1;
// An epoch right after idleness is up to half as fast as those that follow, and training is never idle.
const TURN = 4;
const SETTLE_MS = 300;
const require = createRequire(join(resolve(import.meta.dirname, '..'), 'packages/ml/package.json'));

async function openBackend(): Promise<MlBackend> {
  if (kind === 'native') {
    process.env['TF_NUM_INTRAOP_THREADS'] = `${THREADS}`;
    process.env['TF_NUM_INTEROP_THREADS'] = `${THREADS}`;
    const { openNativeBackend } = await import('../packages/ml/src/graph/native/index.ts');
    return openNativeBackend(require('@tensorflow/tfjs-node'), { threads: THREADS });
  }
  const tf = require('@tensorflow/tfjs-core');
  const wasm = require('@tensorflow/tfjs-backend-wasm');
  const file = require.resolve('@tensorflow/tfjs-backend-wasm/wasm-out/tfjs-backend-wasm.wasm');
  wasm.setWasmPaths(`${dirname(file)}/`);
  await tf.setBackend('wasm');
  const { openPortableBackend } = await import('../packages/ml/src/graph/portable/index.ts');
  return openPortableBackend(tf, { threads: 1 });
}

interface Peer {
  name: string;
  /** Trains one epoch and gives its images a second. */
  epoch(): Promise<number>;
  close(): void;
}

/** Those that there are: none without PEER_PYTHON. */
async function openPeers(model: ModelKind): Promise<Peer[]> {
  const python = process.env['PEER_PYTHON'];
  if (!python) return [];
  const peers = [];
  for (const how of model === 'CONV' ? ['eager', 'compiled'] : ['eager'])
    peers.push(await openPeer(python, model, how));
  return peers;
}

async function openPeer(python: string, model: ModelKind, how: string): Promise<Peer> {
  const numbers = [THREADS, CHANNELS, SIZE, BATCH, SAMPLES].map(String);
  const script = join(import.meta.dirname, 'train_peer.py');
  const child: ChildProcess = spawn(python, [script, ...numbers, model, String(LATENTS), how], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  const lines = createInterface({ input: child.stdout! })[Symbol.asyncIterator]();
  const line = async (): Promise<string> => {
    const { value, done } = await lines.next();
    if (done) throw new Error(`${python} ended before it answered.`);
    return value;
  };
  return {
    name: await line(),
    async epoch() {
      child.stdin!.write('\n');
      return SAMPLES / Number(await line());
    },
    close: () => child.stdin!.end(),
  };
}

const quantile = (values: number[], share: number): number =>
  [...values].sort((a, b) => a - b)[Math.floor(share * (values.length - 1))]!;
const median = (values: number[]): number => quantile(values, 0.5);

const backend = await openBackend();

/** Of a turn's epochs but the first, in the time that they took together. */
const rateOf = ([, ...rates]: number[]): number =>
  rates.length / rates.reduce((seconds, rate) => seconds + 1 / rate, 0);

/** Images a second of a turn: ours, and each peer's right after it. */
interface Round {
  ours: number;
  theirs: number[];
}

async function measure(model: ModelKind): Promise<void> {
  const peers = await openPeers(model);
  const random = createRandom(1);
  const images = Float32Array.from({ length: SAMPLES * CHANNELS * SIZE * SIZE }, () => random.next());
  const measured: Round[] = [];
  const turn: number[] = [];
  const batch = { images, mask: null, samples: SAMPLES, channels: CHANNELS, size: SIZE };
  const params = modelParams.parse({
    kind: model,
    epochs: (WARM_UP + Number(rounds)) * TURN,
    batchSize: BATCH,
    latentSize: LATENTS,
    learningRate: 1e-3,
  });
  const { parameterCount } = await trainModel({ ...batch, geometry: 'CARTESIAN' }, params, {
    seed: 1,
    backend,
    hooks: {
      now: () => performance.now(),
      // The peers' turns come between two of ours, so that all meet the same moods of the machine.
      async onEpoch({ epoch, imagesPerSecond }) {
        turn.push(imagesPerSecond);
        if (turn.length < TURN) return;
        const ours = rateOf(turn.splice(0));
        // The libraries' threads spin for a while after their work.
        await pause(SETTLE_MS);
        const theirs: number[] = [];
        for (const peer of peers) {
          const rates: number[] = [];
          while (rates.length < TURN) rates.push(await peer.epoch());
          theirs.push(rateOf(rates));
          await pause(SETTLE_MS);
        }
        if (epoch > WARM_UP * TURN) measured.push({ ours, theirs });
      },
    },
  });
  for (const peer of peers) peer.close();
  const about = {
    backend: `${backend.kind} ${backend.version}`,
    model,
    parameterCount,
    threads: THREADS,
    rounds: Number(rounds),
  };
  if (peers.length === 0) print(measured, null, about);
  for (const [place, { name }] of peers.entries()) print(measured, { name, place }, about);
}

function print(measured: Round[], peer: { name: string; place: number } | null, about: object): void {
  const ours = measured.map((round) => round.ours);
  const theirs = peer && measured.map((round) => round.theirs[peer.place]!);
  const ratios = theirs && ours.map((mine, i) => mine / theirs[i]!);
  const share = (value: number) => Number(value.toFixed(3));
  console.log(
    JSON.stringify({
      bench: 'train',
      metric: 'imagesPerSecond',
      unit: 'images/s',
      ours: Math.round(median(ours)),
      peer: theirs && Math.round(median(theirs)),
      peerName: peer?.name ?? null,
      // Of each turn of ours to the peer's right after it: their median, and the quartiles.
      ratio: ratios && share(median(ratios)),
      ratioQuartiles: ratios && [share(quantile(ratios, 0.25)), share(quantile(ratios, 0.75))],
      betterIs: 'higher',
      ...about,
      // Far from the medians where the machine had other work: then measure again.
      best: [Math.round(Math.max(...ours)), theirs && Math.round(Math.max(...theirs))],
    }),
  );
}

for (const model of MODEL_KINDS.filter((known) => wanted === 'all' || known === wanted)) await measure(model);
