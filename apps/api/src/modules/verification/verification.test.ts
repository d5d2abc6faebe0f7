import { failVerification, finishVerification, inTransaction } from '@asterism/db';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { seedVersion } from '../../testing/seedData.ts';
import { seedExperiment } from '../../testing/seedExperiment.ts';
import { seedPerson, send, startApi, type TestApi, type TestPerson } from '../../testing/startApi.ts';

let api: TestApi;
let editor: TestPerson;
let at: { workspaceId: string; versionId: string };
let experiment: Awaited<ReturnType<typeof seedExperiment>>;

beforeAll(async () => {
  api = await startApi();
  editor = await seedPerson(api.db, { role: 'EDITOR' });
  const { id: versionId } = await seedVersion(api, editor.workspaceId, [{}, {}]);
  at = { workspaceId: editor.workspaceId, versionId };
});
afterAll(() => api.close());
beforeEach(async () => {
  experiment = await seedExperiment(api.db, at, { status: 'SUCCEEDED' });
});

const FIELDS = `status identical labelAgreement largestLatentDifference differences environment startedAt finishedAt
  stages { kind projection identical seconds } failure { code message stage retryable }
  progress { stage fraction epoch epochs } createdBy { name }`;

interface Answer {
  experiment: { status: string; verification: Record<string, unknown> | null } | null;
  problems: { code: string; message: string; path: string[] | null }[];
}

async function change(
  mutation: 'verifyExperiment' | 'cancelVerification',
  id: string,
  { token }: TestPerson = editor,
): Promise<Answer> {
  const { data, errors } = await send(
    api,
    `mutation ($input: ExperimentIdInput!) { ${mutation}(input: $input) {
       experiment { status verification { ${FIELDS} } } problems { code message path } } }`,
    { token, variables: { input: { id } } },
  );
  expect(errors).toBeUndefined();
  return data?.[mutation] as Answer;
}

async function read(): Promise<Record<string, unknown> | null> {
  const { data, errors } = await send(
    api,
    `query ($id: ID!) { experiment(id: $id) { verification { ${FIELDS} } } }`,
    { token: editor.token, variables: { id: experiment.globalId } },
  );
  expect(errors).toBeUndefined();
  return (data?.experiment as Answer['experiment'])!.verification;
}

const rowOf = () =>
  api.db.experimentVerification.findUniqueOrThrow({ where: { experimentId: experiment.id } });

const addStage = (verificationId: string, stage: object) =>
  api.db.stage.create({
    data: {
      workspaceId: at.workspaceId,
      datasetVersionId: at.versionId,
      kind: 'TRAIN',
      key: `${Math.random()}`,
      params: {},
      verificationId,
      ...stage,
    },
  });

test('a verification is recorded with its message, told to the page, and shown as it goes', async () => {
  expect(await read()).toBeNull();
  const { experiment: answer, problems } = await change('verifyExperiment', experiment.globalId);
  expect(problems).toEqual([]);
  expect(answer).toMatchObject({
    status: 'SUCCEEDED',
    verification: { status: 'QUEUED', identical: null, differences: [], stages: [], failure: null },
  });
  const { id } = await rowOf();
  const jobs = await api.db.$queryRaw<{ payload: unknown }[]>`
    SELECT payload FROM graphile_worker._private_jobs WHERE payload->>'verificationId' = ${id}`;
  expect(jobs).toHaveLength(1);
  expect(await api.db.event.count({ where: { experimentId: experiment.id } })).toBe(1);
  expect(await api.db.activity.findFirst({ where: { subjectId: experiment.id } })).toMatchObject({
    verb: 'verified',
    sentence: `${(answer!.verification!.createdBy as { name: string }).name} had E-${experiment.number} verified.`,
  });
  await addStage(id, { kind: 'PREPROCESS', status: 'SUCCEEDED' });
  await addStage(id, { kind: 'TRAIN', status: 'RUNNING', fraction: 0.5, epoch: 5 });
  await api.db.experimentVerification.update({ where: { id }, data: { status: 'RUNNING' } });
  const { progress } = (await read()) as { progress: { fraction: number } };
  expect(progress).toMatchObject({ stage: 'TRAIN', epoch: 5, epochs: 10 });
  expect(progress.fraction).toBeCloseTo((6 + 85 / 2) / (6 + 85), 12);
});

test('the report is shown, and another verification takes its place', async () => {
  await change('verifyExperiment', experiment.globalId);
  const report = {
    identical: false,
    labelAgreement: 0.98,
    largestLatentDifference: 3e-4,
    differences: ['Trained with 2 threads then, 4 now.'],
    stages: [{ kind: 'PROJECT' as const, projection: 'PCA', identical: false, seconds: 2 }],
    environment: { threads: 4 },
  };
  const { id } = await rowOf();
  const now = new Date();
  await addStage(id, {});
  expect(await inTransaction(api.db, (tx) => finishVerification(tx, id, { report, now }))).toBe(true);
  expect(await read()).toMatchObject({
    status: 'SUCCEEDED',
    ...report,
    finishedAt: now.toISOString(),
    progress: { stage: null, fraction: 1 },
  });
  expect(await api.db.stage.count({ where: { verificationId: id } })).toBe(0);
  const again = await change('verifyExperiment', experiment.globalId);
  expect(again).toMatchObject({
    problems: [],
    experiment: { verification: { status: 'QUEUED', identical: null } },
  });
  expect((await rowOf()).id).not.toBe(id);
});

test('while one is under way, it is answered instead of a second', async () => {
  const both = await Promise.all([0, 1].map(() => change('verifyExperiment', experiment.globalId)));
  const refused = both.filter(({ problems }) => problems.length > 0);
  expect(refused).toHaveLength(1);
  expect(refused[0]).toMatchObject({
    experiment: { verification: { status: 'QUEUED' } },
    problems: [{ code: 'VERIFICATION_RUNNING', path: ['id'] }],
  });
});

test('one that is stopped or fails says so, and may be started again', async () => {
  expect((await change('cancelVerification', experiment.globalId)).problems[0]).toMatchObject({
    code: 'NO_VERIFICATION_RUNNING',
  });
  await change('verifyExperiment', experiment.globalId);
  expect(await change('cancelVerification', experiment.globalId)).toMatchObject({
    problems: [],
    experiment: { verification: { status: 'CANCELLED', finishedAt: expect.any(String) } },
  });
  expect((await change('verifyExperiment', experiment.globalId)).problems).toEqual([]);
  const failure = {
    code: 'DIVERGED',
    message: 'The loss ran away.',
    retryable: false,
    stage: 'TRAIN' as const,
  };
  const { id } = await rowOf();
  await inTransaction(api.db, (tx) => failVerification(tx, id, { failure, now: new Date() }));
  expect(await read()).toMatchObject({ status: 'FAILED', failure, identical: null });
  expect((await change('verifyExperiment', experiment.globalId)).problems).toEqual([]);
});

test.each(['QUEUED', 'RUNNING', 'FAILED', 'CANCELLED'] as const)(
  'an experiment that is %s is refused',
  async (status) => {
    const { globalId } = await seedExperiment(api.db, at, { status });
    expect(await change('verifyExperiment', globalId)).toMatchObject({
      experiment: null,
      problems: [{ code: 'EXPERIMENT_NOT_FINISHED', path: ['id'] }],
    });
  },
);

test('viewers, strangers and reading tokens start and stop nothing', async () => {
  const viewer = await seedPerson(api.db, { role: 'VIEWER', workspaceId: at.workspaceId });
  const reader = await seedPerson(api.db, { scope: 'READ', workspaceId: at.workspaceId });
  for (const mutation of ['verifyExperiment', 'cancelVerification'] as const) {
    for (const { token } of [viewer, reader]) {
      const { errors } = await send(
        api,
        `mutation ($input: ExperimentIdInput!) { ${mutation}(input: $input) { problems { code } } }`,
        { token, variables: { input: { id: experiment.globalId } } },
      );
      expect(errors?.[0]?.extensions.code).toBe('FORBIDDEN');
    }
    expect(await change(mutation, experiment.globalId, await seedPerson(api.db))).toMatchObject({
      experiment: null,
      problems: [{ code: 'EXPERIMENT_NOT_FOUND' }],
    });
  }
  expect(await api.db.experimentVerification.count({ where: { experimentId: experiment.id } })).toBe(0);
});
