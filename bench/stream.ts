// Training over a stack larger than memory: SAMPLES generated samples of (4, 128, 128) are written through the blob store as
// preprocessing writes them, and CONV is trained over them, shuffled, for STEPS steps of 16, read from the store as the worker
// reads them. Gives the most memory that the process ever had (the page cache is the system's), and the speed beside the
// same steps over as many samples as fit in memory. 100,000 samples need 26 GB of disk in the folder.
//   npm run bench -- stream [samples=10000] [steps=300] [folder]
import { mkdtempSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { type StoredStack, withImageStack } from '../apps/worker/src/stages/imageStack.ts';
import { createStackWriter } from '../apps/worker/src/stages/stackWriter.ts';
import { openBlobStore } from '../packages/blobs/src/index.ts';
import { openNativeBackend } from '../packages/ml/src/graph/native/index.ts';
import { createRandom, modelParams, trainModel } from '../packages/ml/src/index.ts';

const [samples, steps] = [Number(process.argv[2] ?? 10_000), Number(process.argv[3] ?? 300)];
const SHAPE = [4, 128, 128];
const STRIDE = 4 * 128 * 128;
const BATCH = 16;
// Fits the memory that stacks are held in.
const HELD_SAMPLES = Math.min(samples, 1000);
const THREADS = 2;
const scratch = mkdtempSync(join(resolve(process.argv[4] ?? tmpdir()), 'asterism-bench-stream-'));
const blobs = openBlobStore(scratch);
process.env['TF_NUM_INTRAOP_THREADS'] = `${THREADS}`;
process.env['TF_NUM_INTEROP_THREADS'] = `${THREADS}`;
const require = createRequire(join(resolve(import.meta.dirname, '..'), 'packages/ml/package.json'));
const backend = openNativeBackend(require('@tensorflow/tfjs-node'), { threads: THREADS });

/** Every sample is a window of one noise, so that writing is the disk's work. */
async function store(count: number): Promise<StoredStack> {
  const random = createRandom(1);
  const noise = Float32Array.from({ length: 16 * STRIDE }, () => random.next());
  const writer = createStackWriter(blobs, SHAPE);
  for (let i = 0; i < count; i++) {
    const from = random.int(noise.length - STRIDE);
    await writer.write({ image: noise.slice(from, from + STRIDE), mask: null, record: i });
  }
  return { ...(await writer.finish()), geometry: 'CARTESIAN' };
}

/** Images a second over the steps, the first ten left out. */
async function train(stack: StoredStack): Promise<number> {
  const controller = new AbortController();
  const perEpoch = Math.ceil(stack.images.shape[0]! / BATCH);
  const params = modelParams.parse({
    kind: 'CONV',
    batchSize: BATCH,
    epochs: Math.ceil(steps / perEpoch) + 1,
  });
  let [done, began, ended] = [0, 0, 0];
  const hooks = {
    now: () => performance.now(),
    onEpoch: () => undefined,
    signal: controller.signal,
    onStep() {
      done += 1;
      if (done === 10) began = performance.now();
      if (done < steps) return;
      ended = performance.now();
      controller.abort();
    },
  };
  await withImageStack(blobs, stack, (batch) => trainModel(batch, params, { seed: 1, backend, hooks })).catch(
    (error: unknown) => {
      if (!controller.signal.aborted) throw error;
    },
  );
  return ((steps - 10) * BATCH * 1000) / (ended - began);
}

const print = (metric: string, unit: string, ours: number, more: object): void =>
  console.log(JSON.stringify({ bench: 'stream', metric, unit, ours: Number(ours.toFixed(2)), ...more }));

const peakBytes = (): number => process.resourceUsage().maxRSS * 1024;

try {
  const began = performance.now();
  const stack = await store(samples);
  const seconds = (performance.now() - began) / 1000;
  const bytes = samples * STRIDE * 4;
  print('writing the stack', 'MB/s', bytes / 1e6 / seconds, { samples, gigabytes: bytes / 1e9 });
  const streamed = await train(stack);
  print('peak memory of writing and training', 'GB', peakBytes() / 1e9, {
    target: 3,
    betterIs: 'lower',
    samples,
    steps,
  });
  const held = await train(await store(HELD_SAMPLES));
  print('training over a stored stack', 'images/s', streamed, {
    peer: Math.round(held),
    peerName: `the same over ${HELD_SAMPLES} samples in memory`,
    ratio: Number((streamed / held).toFixed(3)),
    betterIs: 'higher',
  });
} finally {
  rmSync(scratch, { recursive: true, force: true });
}
