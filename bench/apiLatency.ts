import { existsSync, readFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { join, resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { z } from 'zod';

// npm run bench -- apiLatency [--api URL --token TOKEN] [--requests 200] [--every 100]
//
// How long the experiments table's query takes while a worker trains on the same machine. Needs a running server with
// a data set (`npm start` with its demo); finds it by run.json unless it is named. One JSON line a measurement. The
// peer of the last line is the promise: 150 ms.

const { values } = parseArgs({
  options: {
    api: { type: 'string' },
    token: { type: 'string' },
    requests: { type: 'string', default: '200' },
    every: { type: 'string', default: '100' },
  },
});
const BUDGET_P95_MS = 150;
const TRAINING_STARTS_WITHIN_MS = 180_000;

const TABLE = `query Table($workspace: String!) {
  experiments(workspace: $workspace, first: 50) {
    totalCount
    pageInfo { hasNextPage endCursor }
    edges { cursor node {
      id number name status tags archived createdAt startedAt finishedAt seed
      createdBy { id name } dataset { id name } datasetVersion { id number } study { id name }
      preprocessing { channels normalization size stretch } model { kind latentSize epochs batchSize learningRate }
      clustering { algorithm params }
      progress { stage fraction epoch epochs secondsLeft }
      metrics { mse psnr silhouette daviesBouldin calinskiHarabasz clusterCount noiseCount }
      failure { code message }
    } }
  }
}`;

const server = findServer();
const { workspace, datasetVersionId } = await findData();
const idle = await measure();
const training = await startTraining();
try {
  const busy = await measure();
  report('p95 of the experiments table, no training', idle.p95);
  report('p50 of the experiments table while a worker trains', busy.p50);
  report('p95 of the experiments table while a worker trains', busy.p95, BUDGET_P95_MS);
} finally {
  await ask(
    z.unknown(),
    'mutation ($id: ID!) { cancelExperiment(input: { id: $id }) { problems { code } } }',
    { id: training },
  );
}

function findServer(): { api: string; token: string } {
  if (values.api && values.token) return { api: values.api, token: values.token };
  const homes = [process.env['ASTERISM_HOME'], resolve('.asterism'), join(homedir(), '.asterism')];
  const file = homes.map((home) => home && join(home, 'run.json')).find((path) => path && existsSync(path));
  if (file)
    return z.object({ api: z.string(), token: z.string() }).parse(JSON.parse(readFileSync(file, 'utf8')));
  console.error('No server was found: run `npm start`, or name one with --api and --token.');
  process.exit(2);
}

async function ask<T>(
  data: z.ZodType<T>,
  query: string,
  variables: Record<string, unknown> = {},
): Promise<T> {
  const response = await fetch(server.api, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${server.token}` },
    body: JSON.stringify({ query, variables }),
  });
  const answer = z
    .object({ data: z.unknown(), errors: z.array(z.object({ message: z.string() })).optional() })
    .parse(await response.json());
  if (answer.errors?.[0]) throw new Error(answer.errors[0].message);
  return data.parse(answer.data);
}

/** The first workspace that has a data set version which is ready. */
async function findData(): Promise<{ workspace: string; datasetVersionId: string }> {
  const slugs = z.object({ viewer: z.object({ workspaces: z.array(z.object({ slug: z.string() })) }) });
  const { viewer } = await ask(slugs, '{ viewer { workspaces { slug } } }');
  const version = z.object({ id: z.string(), status: z.string() }).nullable();
  const datasets = z.object({
    datasets: z.object({ edges: z.array(z.object({ node: z.object({ latestVersion: version }) })) }),
  });
  for (const { slug } of viewer.workspaces) {
    const found = await ask(
      datasets,
      'query ($slug: String!) { datasets(workspace: $slug) { edges { node { latestVersion { id status } } } } }',
      { slug },
    );
    const ready = found.datasets.edges.find(({ node }) => node.latestVersion?.status === 'READY');
    if (ready?.node.latestVersion) return { workspace: slug, datasetVersionId: ready.node.latestVersion.id };
  }
  throw new Error('There is no data set to train on; import one first.');
}

/** Starts a training that outlasts the measurement, and waits until it is at work. */
async function startTraining(): Promise<string> {
  const created = z.object({ createExperiment: z.object({ experiment: z.object({ id: z.string() }) }) });
  const input = {
    workspace,
    datasetVersionId,
    name: 'API latency',
    // A seed of its own, so that there is something to train.
    seed: Math.floor(Date.now() / 1000) % 2_000_000_000,
    model: { kind: 'CONV', epochs: 10_000 },
  };
  const { createExperiment } = await ask(
    created,
    'mutation ($input: CreateExperimentInput!) { createExperiment(input: $input) { experiment { id } } }',
    { input },
  );
  const { id } = createExperiment.experiment;
  const state = z.object({
    experiment: z.object({
      status: z.string(),
      progress: z.object({ stage: z.string().nullable(), epoch: z.number().nullable() }),
    }),
  });
  for (const until = Date.now() + TRAINING_STARTS_WITHIN_MS; Date.now() < until; await sleep(250)) {
    const { experiment } = await ask(
      state,
      'query ($id: ID!) { experiment(id: $id) { status progress { stage epoch } } }',
      { id },
    );
    if (experiment.progress.stage === 'TRAIN' && (experiment.progress.epoch ?? 0) >= 1) return id;
    if (experiment.status === 'FAILED') throw new Error('The training failed.');
  }
  throw new Error('No worker began to train.');
}

/** One request after another, begun at fixed moments as a page's polling would; in milliseconds. */
async function measure(): Promise<{ p50: number; p95: number }> {
  const times: number[] = [];
  const start = performance.now();
  for (let i = 0; i < Number(values.requests); i++) {
    await sleep(Math.max(0, start + i * Number(values.every) - performance.now()));
    const begun = performance.now();
    await ask(z.unknown(), TABLE, { workspace });
    times.push(performance.now() - begun);
  }
  times.sort((a, b) => a - b);
  const quantile = (q: number) =>
    times[Math.min(times.length - 1, Math.floor(q * times.length))] ?? Number.NaN;
  return { p50: quantile(0.5), p95: quantile(0.95) };
}

function report(metric: string, ours: number, budget: number | null = null): void {
  const line = {
    bench: 'apiLatency',
    metric,
    unit: 'ms',
    ours: Number(ours.toFixed(2)),
    peer: budget,
    peerName: budget === null ? null : 'budget',
    ratio: budget === null ? null : Number((ours / budget).toFixed(4)),
    betterIs: 'lower',
  };
  console.log(JSON.stringify(line));
}
