import { afterAll, beforeAll, expect, test } from 'vitest';
import { seedVersion } from '../../testing/seedData.ts';
import { seedExperiment, seedStage } from '../../testing/seedExperiment.ts';
import { seedPerson, send, startApi, type TestApi, type TestPerson } from '../../testing/startApi.ts';

let api: TestApi;
let editor: TestPerson;
let at: { workspaceId: string; versionId: string };

beforeAll(async () => {
  api = await startApi();
  editor = await seedPerson(api.db);
  const { id: versionId } = await seedVersion(api, editor.workspaceId, [{}, {}]);
  at = { workspaceId: editor.workspaceId, versionId };
});
afterAll(() => api.close());

async function change(mutation: 'cancelExperiment' | 'retryExperiment', id: string) {
  const { data, errors } = await send(
    api,
    `mutation ($input: ExperimentIdInput!) { ${mutation}(input: $input) {
       experiment { status finishedAt failure { code } } problems { code message path } } }`,
    { token: editor.token, variables: { input: { id } } },
  );
  expect(errors).toBeUndefined();
  return data?.[mutation] as { experiment: Record<string, unknown> | null; problems: { code: string }[] };
}

const stageOf = (id: string) => api.db.stage.findUniqueOrThrow({ where: { id } });

test('cancelling stops what nobody else needs, and nothing else', async () => {
  const mine = await seedExperiment(api.db, at, { status: 'RUNNING' });
  const other = await seedExperiment(api.db, at, { status: 'QUEUED' });
  const over = await seedExperiment(api.db, at, { status: 'FAILED' });
  const shared = await seedStage(api.db, [mine, other], { kind: 'TRAIN', status: 'RUNNING' });
  const done = await seedStage(api.db, [mine], { kind: 'PREPROCESS', status: 'SUCCEEDED' });
  const running = await seedStage(api.db, [mine, over], { kind: 'PROJECT', status: 'RUNNING' });
  const waiting = await seedStage(api.db, [mine], { kind: 'CLUSTER', status: 'QUEUED' });

  const { experiment, problems } = await change('cancelExperiment', mine.globalId);
  expect(problems).toEqual([]);
  expect(experiment).toMatchObject({ status: 'CANCELLED', finishedAt: expect.any(String) });
  expect(await stageOf(shared.id)).toMatchObject({ status: 'RUNNING', cancelRequested: false });
  expect(await stageOf(done.id)).toMatchObject({ status: 'SUCCEEDED' });
  expect(await stageOf(running.id)).toMatchObject({ status: 'RUNNING', cancelRequested: true });
  expect(await stageOf(waiting.id)).toMatchObject({ status: 'CANCELLED' });
  expect(await api.db.event.count({ where: { experimentId: mine.id } })).toBe(1);

  await change('cancelExperiment', other.globalId);
  expect(await stageOf(shared.id)).toMatchObject({ status: 'RUNNING', cancelRequested: true });
});

test('what is over cannot be cancelled, what goes on cannot be retried', async () => {
  const over = await seedExperiment(api.db, at, { status: 'SUCCEEDED' });
  expect((await change('cancelExperiment', over.globalId)).problems[0]).toMatchObject({
    code: 'ALREADY_OVER',
    path: ['id'],
  });
  expect((await change('retryExperiment', over.globalId)).problems[0]).toMatchObject({
    code: 'NOTHING_TO_RETRY',
  });
  expect((await change('retryExperiment', 'bm90IGFuIGlk')).problems[0]).toMatchObject({
    code: 'EXPERIMENT_NOT_FOUND',
  });
});

test('a retry keeps what was finished and plans the rest again', async () => {
  const failed = await seedExperiment(api.db, at, {
    status: 'FAILED',
    failure: {
      code: 'OUT_OF_MEMORY',
      message: 'The training needs more memory.',
      stage: 'TRAIN',
      retryable: true,
    },
  });
  const done = await seedStage(api.db, [failed], { kind: 'PREPROCESS', status: 'SUCCEEDED' });
  const broken = await seedStage(api.db, [failed], { kind: 'TRAIN', status: 'FAILED' });
  const { experiment } = await change('retryExperiment', failed.globalId);
  expect(experiment).toEqual({ status: 'QUEUED', finishedAt: null, failure: null });
  expect(await stageOf(done.id)).toMatchObject({ status: 'SUCCEEDED' });
  expect(await stageOf(broken.id)).toMatchObject({ status: 'QUEUED', failure: null, attempt: 0 });
  const jobs = await api.db.$queryRaw`
    SELECT 1 FROM graphile_worker._private_jobs WHERE payload->>'experimentId' = ${failed.id}`;
  expect(jobs).toHaveLength(1);
});
