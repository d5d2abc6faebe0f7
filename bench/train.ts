// Training of a model with its default sizes (128 x 128 x 1, 64 latents, batch 16, 150 images; CONV is the reference
// autoencoder), epochs in turn with the same model in PyTorch where PEER_PYTHON names a Python that has it.
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
// The first epoch loads code and fills caches, on both sides.
const WARM_UP = 2;
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

/** The peer as a function that trains one epoch and gives its seconds; null where there is none. */
async function openPeer(
  model: string,
): Promise<{ name: string; epoch(): Promise<number>; close(): void } | null> {
  const python = process.env['PEER_PYTHON'];
  if (!python) return null;
  const shape = [...[THREADS, CHANNELS, SIZE, BATCH, SAMPLES].map(String), model, String(LATENTS)];
  const child: ChildProcess = spawn(python, [join(import.meta.dirname, 'train_peer.py'), ...shape], {
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
      return Number(await line());
    },
    close: () => child.stdin!.end(),
  };
}

const median = (values: number[]): number =>
  [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)]!;

const backend = await openBackend();

async function measure(model: ModelKind): Promise<void> {
  const peer = await openPeer(model);
  const random = createRandom(1);
  const images = Float32Array.from({ length: SAMPLES * CHANNELS * SIZE * SIZE }, () => random.next());
  const [ours, theirs]: [number[], number[]] = [[], []];
  const batch = { images, mask: null, samples: SAMPLES, channels: CHANNELS, size: SIZE };
  const params = modelParams.parse({
    kind: model,
    epochs: WARM_UP + Number(rounds),
    batchSize: BATCH,
    latentSize: LATENTS,
    learningRate: 1e-3,
  });
  const { parameterCount } = await trainModel({ ...batch, geometry: 'CARTESIAN' }, params, {
    seed: 1,
    backend,
    hooks: {
      now: () => performance.now(),
      // The peer's epoch runs between two of ours, so that both meet the same moods of the machine.
      async onEpoch({ epoch, imagesPerSecond }) {
        // Both libraries' threads spin for a while after their work.
        await pause(SETTLE_MS);
        const seconds = peer && (await peer.epoch());
        await pause(SETTLE_MS);
        if (epoch <= WARM_UP) return;
        ours.push(imagesPerSecond);
        if (seconds) theirs.push(SAMPLES / seconds);
      },
    },
  });
  peer?.close();
  const mine = median(ours);
  const other = peer && median(theirs);
  console.log(
    JSON.stringify({
      bench: 'train',
      metric: 'imagesPerSecond',
      unit: 'images/s',
      ours: Math.round(mine),
      peer: other && Math.round(other),
      peerName: peer?.name ?? null,
      ratio: other && Number((mine / other).toFixed(3)),
      betterIs: 'higher',
      backend: `${backend.kind} ${backend.version}`,
      model,
      parameterCount,
      epochs: Number(rounds),
      // Far from the medians where the machine had other work: then measure again.
      best: [Math.round(Math.max(...ours)), other && Math.round(Math.max(...theirs))],
    }),
  );
}

for (const model of MODEL_KINDS.filter((known) => wanted === 'all' || known === wanted)) await measure(model);
