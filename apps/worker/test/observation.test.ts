import { hostname } from 'node:os';
import { join } from 'node:path';
import { inSpan } from '@asterism/telemetry';
import { type OtlpReceiver, type ReceivedSpan, startOtlpReceiver } from '@asterism/testkit';
import { pino } from 'pino';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { tinyFiles } from './files.ts';
import { createWorld, POLL, type World } from './world.ts';

let world: World;
let receiver: OtlpReceiver;
const lines: string[] = [];
let monitor: string;

beforeAll(async () => {
  world = await createWorld();
  receiver = await startOtlpReceiver();
  await world.startWorker({
    name: hostname(),
    log: pino({ level: 'info' }, { write: (line) => lines.push(line) }),
    otlpEndpoint: receiver.endpoint,
    monitor: { port: 0, host: '127.0.0.1' },
    migrations: join(import.meta.dirname, '../../../prisma/migrations'),
  });
  const { port } = logged('health and measures are told')[0]!;
  monitor = `http://127.0.0.1:${port}`;
});
afterAll(async () => {
  await world.close();
  expect(await fetch(`${monitor}/healthz`).catch(() => null)).toBeNull();
  await receiver.close();
});

const logged = (message: string): Record<string, unknown>[] =>
  lines.map((line) => JSON.parse(line)).filter(({ msg }) => msg === message);

test("a message's trace leads through the plan to the stages and their statements", async () => {
  const versionId = await world.readFiles(tinyFiles(6));
  // The worker is in this process, and so is what it traces with.
  const experiment = await inSpan('asked for', {}, () => world.addExperiment(versionId));
  await world.reaches(experiment.id, 'SUCCEEDED');
  const named = (name: string) => receiver.spans.filter((span) => span.name === name);
  await expect.poll(() => named('stage SCORE'), POLL).toHaveLength(1);
  const [stage] = named('stage SCORE');
  const path = [...ancestorsOf(stage!)].map(({ name }) => name).filter((name) => !name.startsWith('prisma:'));
  // The planning sends what is ready; every stage sends what waited for it.
  expect(path).toEqual([
    ...['job stage.run', 'stage CLUSTER', 'job stage.run', 'stage ENCODE', 'job stage.run', 'stage TRAIN'],
    ...['job stage.run', 'stage PREPROCESS', 'job stage.run', 'job experiment.plan', 'asked for'],
  ]);
  expect(stage).toMatchObject({
    service: 'asterism-worker',
    traceId: named('asked for')[0]!.traceId,
    attributes: { 'asterism.stage.key': expect.stringMatching(/^[0-9a-f]{64}$/) },
  });
  const statements = receiver.spans
    .filter((span) => [...ancestorsOf(span)].some(({ spanId }) => spanId === stage!.spanId))
    .map(({ attributes }) => String(attributes['db.query.text']).trim());
  expect(statements.some((text) => text.startsWith('UPDATE "Stage"'))).toBe(true);
  // Heartbeats would be thousands in a long training.
  expect(statements.some((text) => text.includes('"heartbeatAt" ='))).toBe(false);
});

/** The spans that a span lies in, the nearest first. */
function* ancestorsOf({ parentSpanId }: ReceivedSpan): Generator<ReceivedSpan> {
  const parent = receiver.spans.find(({ spanId }) => spanId === parentSpanId);
  if (!parent) return;
  yield parent;
  yield* ancestorsOf(parent);
}

test('each stage is one line with its key, its experiments and its attempt', () => {
  const [line] = logged('stage finished').filter(({ kind }) => kind === 'TRAIN');
  expect(line).toMatchObject({ stageKey: expect.stringMatching(/^[0-9a-f]{64}$/), attempt: 0 });
  expect(line?.['experiments']).toEqual(expect.arrayContaining([1]));
});

test('stages are measured by kind and outcome, and the worker is ready until it stops', async () => {
  const text = await (await fetch(`${monitor}/metrics`)).text();
  expect(text).toMatch(/asterism_stages_total\{(?=[^}]*kind="TRAIN")(?=[^}]*outcome="SUCCEEDED")[^}]*\} 1/);
  expect(text).toMatch(/asterism_stage_seconds_count\{[^}]*kind="SCORE"[^}]*\} [12]/);
  expect(text).toMatch(
    /asterism_job_seconds_count\{(?=[^}]*job="version.import")(?=[^}]*outcome="OK")[^}]*\} 1/,
  );
  expect(text).toMatch(/nodejs_eventloop_lag_seconds/);
  expect((await fetch(`${monitor}/readyz`)).status).toBe(200);
  await world.db.$executeRaw`UPDATE _prisma_migrations SET rolled_back_at = now()`;
  const without = await fetch(`${monitor}/readyz`);
  expect(without.status).toBe(503);
  expect(await without.text()).toMatch(/lacks \d+ migrations/);
});
