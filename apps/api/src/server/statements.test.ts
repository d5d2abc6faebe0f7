import { afterAll, beforeAll, expect, test } from 'vitest';
import { seedVersion } from '../testing/seedData.ts';
import { seedFinishedExperiment } from '../testing/seedResults.ts';
import { seedPerson, send, startApi, type TestApi, type TestPerson } from '../testing/startApi.ts';
import { webOperations } from '../testing/webDocuments.ts';

// How many statements an operation costs, counted at PostgreSQL's door. Those of who sends it are among them.

const SAMPLES = 12;

let api: TestApi;
let person: TestPerson;
let ids: Record<'version' | 'dataset' | 'sample' | 'experiment' | 'cluster' | 'study', string>;
const globalId = (typename: string, id: string) => Buffer.from(`${typename}:${id}`).toString('base64');

beforeAll(async () => {
  api = await startApi();
  person = await seedPerson(api.db, { scope: 'READ' });
  const { workspaceId } = person;
  const versions = [];
  const studies = [];
  // Several of each, so that what is asked once for each shows.
  for (let i = 0; i < 3; i++) {
    const samples = Array.from({ length: SAMPLES }, () => ({ quality: 0.9 }));
    const version = await seedVersion(api, workspaceId, samples);
    const { id, datasetVersionId } = await api.db.study.create({
      data: { workspaceId, name: `Study ${i}`, grid: {}, datasetVersionId: version.id },
    });
    await api.db.datasetVersion.create({ data: { datasetId: version.datasetId, number: 2, request: {} } });
    versions.push(version);
    studies.push({ id, versionId: datasetVersionId });
  }
  const experiments = [];
  for (let i = 0; i < 51; i++) {
    const { id: studyId, versionId } = studies[i % 3]!;
    const at = { workspaceId, versionId, sampleCount: SAMPLES };
    experiments.push(
      await seedFinishedExperiment(api, at, { studyId, createdById: person.userId, seed: Math.floor(i / 6) }),
    );
  }
  for (const { id: clusterId } of await api.db.cluster.findMany())
    await api.db.observation.create({
      data: {
        workspaceId,
        clusterId,
        markdown: 'A gap in #1.',
        mentionedIndexes: [0, 1],
        representativeIds: [(await api.db.sample.findFirstOrThrow()).id],
        revisions: { create: { number: 1, authorIds: [person.userId], snapshot: new Uint8Array(2) } },
      },
    });
  const [version, study, experiment] = [versions[0]!, studies[0]!, experiments[0]!];
  const sample = await api.db.sample.findFirstOrThrow({ where: { versionId: version.id } });
  const cluster = await api.db.cluster.findFirstOrThrow({ where: { experimentId: experiment.id } });
  ids = {
    version: version.globalId,
    dataset: globalId('Dataset', version.datasetId),
    sample: globalId('Sample', sample.id),
    experiment: experiment.globalId,
    cluster: globalId('Cluster', cluster.id),
    study: globalId('Study', study.id),
  };
  // The first use of a token is noted.
  await send(api, '{ viewer { user { id } } }', { token: person.token });
}, 120_000);
afterAll(() => api.close());

/** The statements that the query costs, and what it answers. */
async function statementsOf(query: string, variables: Record<string, unknown>) {
  const before = api.statements.length;
  const { data, errors } = await send(api, query, { token: person.token, variables });
  expect(errors).toBeUndefined();
  return { data, statements: api.statements.slice(before).map(({ query }) => query) };
}

const operations = webOperations();
const workspace = () => ({ workspace: person.slug });
const id = (of: keyof typeof ids) => () => ({ id: ids[of] });
const page = { first: 50, orderBy: [{ field: 'SILHOUETTE', direction: 'DESC' }] };

test.each<[name: string, most: number, variables: () => Record<string, unknown>]>([
  ['Session', 6, () => ({})],
  ['Running', 5, workspace],
  ['Home', 18, () => ({ ...workspace(), since: null, isBack: false })],
  ['Home', 23, () => ({ ...workspace(), since: '2020-01-01T00:00:00Z', isBack: true })],
  ['DatasetList', 5, workspace],
  ['DatasetPage', 4, id('dataset')],
  ['VersionWindow', 4, () => ({ id: ids.version, from: 0, first: 200, channel: 0, sheet: 0, sheets: 4 })],
  ['SamplePage', 7, () => ({ id: ids.sample, datasetId: ids.dataset })],
  ['ListedExperiments', 7, () => ({ ...workspace(), ...page })],
  ['ExperimentPage', 18, id('experiment')],
  ['ClusterMembers', 4, () => ({ id: ids.cluster, first: 24, order: 'INDEX' })],
  ['ClusterKinds', 4, () => ({ id: ids.cluster, border: 4 })],
  ['HeaderSummary', 6, id('experiment')],
  ['StudyList', 4, workspace],
  ['StudyPage', 11, id('study')],
])('%s costs at most %i statements', async (name, most, variables) => {
  const { data, statements } = await statementsOf(operations.get(name) ?? '', variables());
  expect(Object.values(data ?? {}).every((value) => value !== null)).toBe(true);
  expect(statements.length, statements.join('\n')).toBeLessThanOrEqual(most);
});

const FIFTY = `query Fifty($workspace: String!) {
  experiments(workspace: $workspace, first: 50) { edges { node {
    id number name status
    metrics { mse psnr silhouette daviesBouldin clusterCount noiseCount }
    clusters { id label size silhouette isNoise medoid { index thumbnailUrl }
      members(first: 8) { edges { node { id index fileName thumbnailUrl(size: 64) } } } }
  } } }
}`;

test('fifty experiments with clusters, metrics and thumbnails cost at most 8 statements', async () => {
  const { data, statements } = await statementsOf(FIFTY, workspace());
  expect(JSON.stringify(data).match(/thumbnailUrl/g)?.length).toBeGreaterThan(500);
  expect(statements.length, statements.join('\n')).toBeLessThanOrEqual(8);
});

const OBSERVATIONS = `query Observations($workspace: String!) {
  observations(workspace: $workspace, first: 50, filter: { text: "gap" }) { totalCount edges { node {
    id markdown revision authors { name } missingMembers { index thumbnailUrl }
    fields { label kind tags representatives { index } counterExamples { index } }
    subject { ... on Cluster { label experiment { number } } }
  } } }
}`;

test('fifty observations with what they are of and who wrote them cost at most 10 statements', async () => {
  const { data, statements } = await statementsOf(OBSERVATIONS, workspace());
  expect(JSON.stringify(data).match(/"authors":\[{/g)).toHaveLength(50);
  expect(statements.length, statements.join('\n')).toBeLessThanOrEqual(10);
});

test("what a study's experiments and clusters say costs at most 12 statements", async () => {
  const { statements } = await statementsOf(
    `query ($workspace: String!) { studies(workspace: $workspace, first: 3) { edges { node {
       observation { markdown } observations { observed unobserved kinds { kind count } labels { label count } }
       best { number observation { markdown }
         clusters { observation { fields { label } authors { name } } } } } } } }`,
    workspace(),
  );
  expect(statements.length, statements.join('\n')).toBeLessThanOrEqual(12);
});
