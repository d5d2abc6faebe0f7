// Clustering and projections on one thread: the kernels, the native library where it is there, libraries of npm, and
// scikit-learn on the same bytes where PEER_PYTHON names a Python that has it. All take turns.
//   npm run bench -- cluster [rounds=5] [only=kmeans,hdbscan16,...] [threads=1] [--threads=2]
// `threads` are those of TensorFlow and scikit-learn. With --threads the kernels on so many worker threads take turns with
// those on one, and a line gives the ratio of the two; of the native library's part it tells nothing. hdbscan-100k and
// tsne-100k take minutes and run only when they are named: one of them a call, for its peak memory.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { openAlgebras, openThreaded } from './cluster/algebras.ts';
import { openClusterPeer, type Run } from './cluster/peer.ts';
import { type Scores, TASKS, type Task } from './cluster/tasks.ts';

const { values: flags, positionals } = parseArgs({
  options: { threads: { type: 'string' } },
  allowPositionals: true,
});
const [rounds = '5', only = '', threads = '1'] = positionals;
const folder = mkdtempSync(join(tmpdir(), 'asterism-bench-'));
const python = await openClusterPeer(folder, Number(threads));
const algebras = await openAlgebras(Number(threads));
const threaded = flags.threads ? openThreaded(Number(flags.threads)) : null;

async function timed(run: () => Promise<Scores> | Scores): Promise<Run> {
  const start = performance.now();
  const before = process.cpuUsage();
  const scores = await run();
  const { user, system } = process.cpuUsage(before);
  return { seconds: (performance.now() - start) / 1000, processorSeconds: (user + system) / 1e6, scores };
}

const median = (values: number[]): number =>
  [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)]!;

/** A line for each of ours and each peer. Runs take turns, so that all meet the same moods of the machine. */
async function measure(name: string, task: Task): Promise<void> {
  const points = task.points();
  writeFileSync(join(folder, `${name}.f64`), points.data);
  const { ours, libraries = {} } = task;
  const runners = [
    ...(ours
      ? algebras.map((linear) => ({ name: linear.name, run: () => timed(() => ours(points, linear)) }))
      : []),
    ...Object.entries(libraries).map(([library, run]) => ({
      name: library,
      run: () => timed(() => run(points)),
    })),
    ...(threaded && ours
      ? [{ name: threaded.name, run: () => timed(() => ours(points, threaded.linear)) }]
      : []),
    ...(python && task.sklearn ? [{ name: python.name, run: () => python.run(name, points) }] : []),
  ].map((runner) => ({ ...runner, runs: [] as Run[] }));
  // The first round loads code and is not counted, but where a run takes long.
  for (let round = task.once ? 1 : 0; round <= (task.once ? 1 : Number(rounds)); round++)
    for (const runner of runners) {
      const run = await runner.run();
      if (round > 0) runner.runs.push(run);
    }
  const all = runners.map((runner) => ({
    name: runner.name,
    seconds: median(runner.runs.map(({ seconds }) => seconds)),
    processorSeconds: median(runner.runs.map((run) => run.processorSeconds ?? 0)),
    scores: runner.runs[0]!.scores,
  }));
  const done = all.filter(({ name: runner }) => runner !== threaded?.name);
  const onThreads = all.find(({ name: runner }) => runner === threaded?.name);
  if (onThreads) printThreads(task.metric, all[0]!, onThreads);
  const mine = done.slice(0, ours ? algebras.length : 0);
  for (const own of mine) for (const peer of done.slice(mine.length)) print(task.metric, own, peer);
  if (done.length === mine.length) for (const own of mine) print(task.metric, own, null);
}

/** Once, by the kernels alone: its time, and the most memory that the process has had. */
async function measureLong({ metric, points, ours }: Task): Promise<void> {
  const linear = algebras[0]!;
  const data = points();
  const { seconds, scores } = await timed(() => ours!(data, linear));
  console.log(
    JSON.stringify({
      bench: 'cluster',
      metric,
      unit: 's',
      implementation: linear.name,
      threads: Number(threads),
      ours: Number(seconds.toFixed(1)),
      peakGB: Number((process.resourceUsage().maxRSS / 2 ** 20).toFixed(2)),
      betterIs: 'lower',
      scores: { ours: scores },
    }),
  );
}

interface Measured {
  name: string;
  seconds: number;
  /** Of all threads; 0 of a peer. */
  processorSeconds: number;
  scores: Scores;
}

function printThreads(metric: string, one: Measured, some: Measured): void {
  console.log(
    JSON.stringify({
      bench: 'cluster',
      metric: `${metric}: ${some.name} over one`,
      unit: 's',
      implementation: one.name,
      threads: Number(flags.threads),
      ours: Number(some.seconds.toFixed(4)),
      oneThread: Number(one.seconds.toFixed(4)),
      ratio: Number((some.seconds / one.seconds).toFixed(3)),
      processorSeconds: { ours: some.processorSeconds, oneThread: one.processorSeconds },
      betterIs: 'lower',
      scores: { ours: some.scores, oneThread: one.scores },
    }),
  );
}

function print(metric: string, own: Measured, peer: Measured | null): void {
  const each = ({ seconds, scores }: Measured) => seconds / scores['iterations']!;
  const perIteration =
    peer && own.scores['iterations'] && peer.scores['iterations'] ? each(own) / each(peer) : null;
  console.log(
    JSON.stringify({
      bench: 'cluster',
      metric,
      unit: 's',
      implementation: own.name,
      threads: Number(threads),
      ours: Number(own.seconds.toFixed(4)),
      peer: peer && Number(peer.seconds.toFixed(4)),
      peerName: peer?.name,
      ratio: peer && Number((own.seconds / peer.seconds).toFixed(3)),
      ...(perIteration ? { ratioPerIteration: Number(perIteration.toFixed(3)) } : {}),
      betterIs: 'lower',
      scores: { ours: own.scores, peer: peer?.scores },
    }),
  );
}

const wanted = only.split(',').filter(Boolean);
try {
  for (const [name, task] of Object.entries(TASKS))
    if (task.long && wanted.includes(name)) await measureLong(task);
    else if (!task.long && (wanted.length === 0 || wanted.some((start) => name.startsWith(start))))
      await measure(name, task);
} finally {
  python?.close();
  rmSync(folder, { recursive: true, force: true });
}
