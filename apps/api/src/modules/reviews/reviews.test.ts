import type { ReviewAnswer } from '@asterism/db';
import { createRandom } from '@asterism/ml/random';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { encodeGlobalId, rowId } from '../../builder.ts';
import { seedVersion } from '../../testing/seedData.ts';
import { seedFinishedExperiment } from '../../testing/seedResults.ts';
import { seedPerson, send, startApi, type TestApi, type TestPerson } from '../../testing/startApi.ts';
import { drawItems } from './draw.ts';

const SAMPLES = 30;

let api: TestApi;
let editor: TestPerson;
let second: TestPerson;
let viewer: TestPerson;
let versionId: string;

beforeAll(async () => {
  api = await startApi();
  editor = await seedPerson(api.db, { role: 'EDITOR' });
  const { workspaceId } = editor;
  second = await seedPerson(api.db, { role: 'EDITOR', workspaceId });
  viewer = await seedPerson(api.db, { role: 'VIEWER', workspaceId });
  versionId = (await seedVersion(api, workspaceId, Array(SAMPLES).fill({}))).id;
});
afterAll(() => api.close());

/** A cluster of the even samples beside one of the odd ones. */
async function seedCluster(sampleCount = SAMPLES) {
  const { id } = await seedFinishedExperiment(api, {
    workspaceId: editor.workspaceId,
    versionId,
    sampleCount,
  });
  const row = await api.db.cluster.findFirstOrThrow({ where: { experimentId: id, label: 0 } });
  return { ...row, globalId: encodeGlobalId('Cluster', row.id) };
}

const PARTS = `id status reviewers mayReadWords kappa kappaLow kappaHigh kappaMissing accuracy accuracyLow accuracyHigh
  items { answer isMember sample { id index } } cluster { label }`;
const CREATE = `mutation ($input: CreateReviewInput!) { createReview(input: $input) { review { ${PARTS} } problems { code message path } } }`;
const ANSWER = `mutation ($input: AnswerReviewInput!) { answerReview(input: $input) { review { ${PARTS} } problems { code } } }`;
const CLOSE = `mutation ($id: ID!) { closeReview(input: { id: $id }) { review { ${PARTS} } problems { code } } }`;
const READ = `query ($id: ID!) { node(id: $id) { ... on Review { ${PARTS} } } }`;
const CLUSTER = `query ($id: ID!) { node(id: $id) { ... on Cluster { isToldApart toldApartReason reviews { id status } } } }`;

interface ReviewView {
  id: string;
  items: { answer: string | null; isMember: boolean | null; sample: { id: string; index: number } }[];
  [field: string]: unknown;
}
interface Payload {
  review: ReviewView;
  problems: { code: string; message: string; path: string[] | null }[];
}

/** What a mutation or a node answers; the code where it is refused. */
async function ask<T>(query: string, variables: Record<string, unknown>, by = editor): Promise<T> {
  const { data, errors } = await send(api, query, { token: by.token, variables });
  return (errors ? errors[0]?.extensions['code'] : Object.values(data ?? {})[0]) as T;
}
const create = (input: Record<string, unknown>, by = editor) => ask<Payload>(CREATE, { input }, by);
const isMember = ({ sample }: ReviewView['items'][number]) => sample.index % 2 === 0;

async function answerAll(review: ReviewView, by: TestPerson, say: Say) {
  for (const [place, item] of review.items.entries())
    await ask(
      ANSWER,
      { input: { reviewId: review.id, sampleId: item.sample.id, answer: say(isMember(item), place) } },
      by,
    );
}
/** As above, by one statement. */
async function seedAnswers(review: ReviewView, { userId }: TestPerson, say: Say) {
  const items = await api.db.reviewItem.findMany({
    where: { reviewId: rowId('Review', review.id) ?? '' },
    orderBy: { position: 'asc' },
  });
  await api.db.reviewItemAnswer.createMany({
    data: items.map(({ reviewId, position, isMember }) => ({
      reviewId,
      position,
      userId,
      answer: say(isMember, position),
    })),
  });
}
type Say = (belongs: boolean, place: number) => ReviewAnswer;
const rightly: Say = (belongs) => (belongs ? 'BELONGS' : 'DOES_NOT');

test('twelve members and twelve strangers are drawn, in an order that tells nothing', async () => {
  const { review } = await create({ clusterId: (await seedCluster()).globalId });
  expect(review).toMatchObject({ status: 'OPEN', reviewers: 0, mayReadWords: false, cluster: { label: 0 } });
  expect(review.items).toHaveLength(24);
  expect(review.items.filter(isMember)).toHaveLength(12);
  expect(new Set(review.items.map(({ sample }) => sample.id)).size).toBe(24);
  expect(new Set(review.items.slice(0, 12).map(isMember)).size).toBe(2);
  expect(await ask<ReviewView>(READ, { id: review.id }, second)).toEqual(review);
});

test('the same random numbers draw the same, others draw others', () => {
  const [members, strangers] = [
    Array.from({ length: 50 }, (_, i) => i),
    Array.from({ length: 9 }, (_, i) => 50 + i),
  ];
  const draw = (seed: number) =>
    drawItems(createRandom(seed), members, strangers, { members: 6, strangers: 9 });
  expect(draw(4)).toEqual(draw(4));
  expect(draw(4)).not.toEqual(draw(5));
  expect(
    draw(4)
      .filter((item) => !item.isMember)
      .map(({ index }) => index)
      .sort(),
  ).toEqual(strangers);
  expect(draw(4).every(({ index, isMember }) => isMember === index < 50)).toBe(true);
});

test('nobody is led: what came of it is seen by those who have answered all, and by all once it is closed', async () => {
  const cluster = await seedCluster();
  const { review } = await create({ clusterId: cluster.globalId });
  const unknown = { mayReadWords: false, kappa: null, kappaMissing: null, accuracy: null, accuracyLow: null };
  await answerAll(review, editor, rightly);
  const first = await ask<ReviewView>(READ, { id: review.id });
  expect(first).toMatchObject({
    status: 'OPEN',
    mayReadWords: true,
    reviewers: 1,
    accuracy: 1,
    kappa: null,
    kappaMissing: 'ONE_RATER',
  });
  expect(first.items.every((item) => item.isMember === isMember(item))).toBe(true);
  const seen = await ask<ReviewView>(READ, { id: review.id }, second);
  expect(seen).toMatchObject({ ...unknown, reviewers: 1 });
  expect(seen.items.every((item) => item.answer === null && item.isMember === null)).toBe(true);
  const watched = await ask<ReviewView>(READ, { id: review.id }, viewer);
  expect(watched).toMatchObject({ ...unknown, mayReadWords: true });
  expect(await ask(CLUSTER, { id: cluster.globalId })).toMatchObject({
    isToldApart: null,
    toldApartReason: null,
  });

  const input = { reviewId: review.id, sampleId: review.items[0]?.sample.id, answer: 'UNSURE' };
  expect(await ask(ANSWER, { input })).toMatchObject({ review: null, problems: [{ code: 'ALL_ANSWERED' }] });
  const changed = await ask<Payload>(ANSWER, { input }, second);
  expect(changed.review['reviewers']).toBe(2);
  expect(changed.review.items[0]).toMatchObject({ answer: 'UNSURE', isMember: null });
  await answerAll(review, second, (belongs, place) => (place === 0 ? 'UNSURE' : rightly(belongs, place)));

  const { review: closed } = await ask<Payload>(CLOSE, { id: review.id });
  expect(closed).toMatchObject({ status: 'CLOSED', mayReadWords: true, reviewers: 2 });
  expect(closed['accuracy']).toBeCloseTo(1 - 0.25 / 24, 9);
  expect(closed['kappa']).toBeGreaterThan(0.8);
  expect(closed['kappaLow']).toBeLessThan(closed['kappa'] as number);
  const open = await ask<ReviewView>(READ, { id: review.id }, viewer);
  expect(open['kappa']).toBe(closed['kappa']);
  expect(open.items.every((item) => item.isMember === isMember(item))).toBe(true);
  expect(await ask(CLUSTER, { id: cluster.globalId }, viewer)).toEqual({
    isToldApart: true,
    toldApartReason: expect.stringMatching(
      /^2 reviewers could tell .*: accuracy 0\.99 \(.*\), where chance is 0\.5\.$/,
    ),
    reviews: [{ id: review.id, status: 'CLOSED' }],
  });
  expect(await ask(ANSWER, { input }, second)).toMatchObject({ problems: [{ code: 'REVIEW_IS_CLOSED' }] });
  expect(await ask(CLOSE, { id: review.id })).toMatchObject({ problems: [{ code: 'REVIEW_IS_CLOSED' }] });
});

test.each<[string, Say, RegExp]>([
  ['the same of everything', () => 'BELONGS', /could not tell .* better than chance: accuracy 0\.50/],
  ['that they are not sure', () => 'UNSURE', /could not tell/],
  ['what a coin says', (_belongs, place) => (place % 2 ? 'BELONGS' : 'DOES_NOT'), /could not tell/],
])('reviewers who say %s cannot tell the cluster apart', async (_name, say, sentence) => {
  const cluster = await seedCluster();
  const { review } = await create({ clusterId: cluster.globalId });
  for (const person of [editor, second]) await seedAnswers(review, person, say);
  await ask(CLOSE, { id: review.id });
  expect(await ask(CLUSTER, { id: cluster.globalId })).toMatchObject({
    isToldApart: false,
    toldApartReason: expect.stringMatching(sentence),
  });
});

test('the review that was closed last counts; one without answers does not', async () => {
  const cluster = await seedCluster();
  for (const say of [(() => 'BELONGS') satisfies Say, rightly, null]) {
    const { review } = await create({ clusterId: cluster.globalId });
    if (say) await seedAnswers(review, editor, say);
    await ask(CLOSE, { id: review.id });
  }
  const read = await ask<{ isToldApart: boolean; reviews: object[] }>(CLUSTER, { id: cluster.globalId });
  expect(read).toMatchObject({
    isToldApart: true,
    toldApartReason: expect.stringMatching(/^One reviewer could tell/),
  });
  expect(read.reviews).toHaveLength(3);
});

test('what cannot be reviewed is said', async () => {
  const cluster = await seedCluster();
  const input = { clusterId: cluster.globalId };
  const problems = async (more: object) => (await create({ ...input, ...more })).problems;
  expect(await problems({ memberCount: 16 })).toEqual([
    {
      code: 'CLUSTER_TOO_SMALL',
      message: 'Cluster 0 has 15 members; a review of it would show 16. Ask for 15.',
      path: ['memberCount'],
    },
  ]);
  expect(await problems({ strangerCount: 40 })).toMatchObject([
    { code: 'TOO_FEW_STRANGERS', path: ['strangerCount'] },
  ]);
  expect(await problems({ memberCount: 3 })).toMatchObject([{ code: 'TOO_SMALL', path: ['memberCount'] }]);
  expect(await problems({ strangerCount: 101 })).toMatchObject([{ code: 'TOO_LARGE' }]);
  expect(await problems({ clusterId: encodeGlobalId('Cluster', 'none') })).toMatchObject([
    { code: 'CLUSTER_NOT_FOUND' },
  ]);
  const small = await seedCluster(6);
  expect(await problems({ clusterId: small.globalId })).toMatchObject([
    { code: 'CLUSTER_TOO_SMALL', message: expect.stringContaining('look at them one by one') },
  ]);
  await api.db.cluster.update({ where: { id: small.id }, data: { isNoise: true, label: -1 } });
  expect(await problems({ clusterId: small.globalId })).toMatchObject([{ code: 'CLUSTER_IS_NOISE' }]);
  const { review } = await create({ ...input, memberCount: 4, strangerCount: 5 });
  expect(review.items).toHaveLength(9);
  expect(await problems({})).toMatchObject([{ code: 'REVIEW_IS_OPEN' }]);
  const elsewhere = await api.db.sample.findFirstOrThrow({
    where: { versionId, reviewItems: { none: { review: { cluster: { id: cluster.id } } } } },
  });
  const answer = { reviewId: review.id, sampleId: encodeGlobalId('Sample', elsewhere.id), answer: 'BELONGS' };
  expect(await ask(ANSWER, { input: answer })).toMatchObject({ problems: [{ code: 'NOT_IN_REVIEW' }] });
});

test('two who begin at once begin one; viewers may not, and strangers see nothing of it', async () => {
  const cluster = await seedCluster();
  const both = await Promise.all([editor, second].map((by) => create({ clusterId: cluster.globalId }, by)));
  expect(both.flatMap(({ problems }) => problems.map(({ code }) => code))).toEqual(['REVIEW_IS_OPEN']);
  const review = both.find((one) => one.review)!.review;
  expect(await create({ clusterId: cluster.globalId }, viewer)).toBe('FORBIDDEN');
  const input = { reviewId: review.id, sampleId: review.items[0]?.sample.id, answer: 'BELONGS' };
  expect(await ask(ANSWER, { input }, viewer)).toBe('FORBIDDEN');
  expect(await ask(CLOSE, { id: review.id }, viewer)).toBe('FORBIDDEN');
  const stranger = await seedPerson(api.db);
  expect(await ask(READ, { id: review.id }, stranger)).toBeNull();
  expect(await ask(ANSWER, { input }, stranger)).toMatchObject({ problems: [{ code: 'REVIEW_NOT_FOUND' }] });
  expect(await ask(CLOSE, { id: review.id }, stranger)).toMatchObject({
    problems: [{ code: 'REVIEW_NOT_FOUND' }],
  });
  const told = await api.db.activity.findMany({ where: { subjectId: cluster.id } });
  expect(told).toMatchObject([
    {
      verb: 'began',
      subjectType: 'Cluster',
      sentence: expect.stringMatching(/ began a blind review of cluster 0 of E-\d+\.$/),
    },
  ]);
});

test('several answers of one operation each see those before', async () => {
  const { review } = await create({
    clusterId: (await seedCluster()).globalId,
    memberCount: 4,
    strangerCount: 4,
  });
  const answer = (place: number) =>
    `a${place}: answerReview(input: { reviewId: "${review.id}", sampleId: "${review.items[place]?.sample.id}", answer: BELONGS }) {
      review { reviewers accuracy items { answer } } problems { code } }`;
  const query = `mutation { ${review.items.map((_item, place) => answer(place)).join(' ')} }`;
  const { data, errors } = await send(api, query, { token: editor.token });
  expect(errors).toBeUndefined();
  const answered = Object.values(data ?? {}) as Payload[];
  expect(
    answered.map(({ review: { items } }) => items.filter((item) => item.answer !== null).length),
  ).toEqual([1, 2, 3, 4, 5, 6, 7, 8]);
  expect(answered.map(({ review: seen }) => seen['accuracy'])).toEqual([...Array(7).fill(null), 0.5]);
});

test('whoever has the observation open is told that a review changed', async () => {
  const cluster = await seedCluster();
  const { id } = await api.db.observation.create({
    data: { workspaceId: editor.workspaceId, clusterId: cluster.id },
  });
  const told = vi.spyOn(api.services.observations, 'tell');
  const { review } = await create({ clusterId: cluster.globalId });
  expect(await create({ clusterId: cluster.globalId })).toMatchObject({ review: null });
  const input = { reviewId: review.id, sampleId: review.items[0]?.sample.id, answer: 'BELONGS' };
  await ask(ANSWER, { input });
  await ask(CLOSE, { id: review.id });
  expect(told.mock.calls).toEqual(Array(3).fill([id, 'reviews']));
  told.mockRestore();
});

test('eight reviews cost at most 13 statements', async () => {
  const { experimentId } = await seedCluster();
  const clusters = await api.db.cluster.findMany({ where: { experimentId } });
  const query = `query ($id: ID!) { experiment(id: $id) { clusters { isToldApart toldApartReason
    reviews { ${PARTS} createdBy { name } } } } }`;
  const cost = async () => {
    const before = api.statements.length;
    const { errors } = await send(api, query, {
      token: editor.token,
      variables: { id: encodeGlobalId('Experiment', experimentId) },
    });
    expect(errors).toBeUndefined();
    return api.statements.length - before;
  };
  const begin = async (id: string) => {
    const { review } = await create({
      clusterId: encodeGlobalId('Cluster', id),
      memberCount: 4,
      strangerCount: 4,
    });
    await seedAnswers(review, second, rightly);
    await ask(CLOSE, { id: review.id });
  };
  for (const { id } of [...clusters, ...clusters, ...clusters, ...clusters]) await begin(id);
  // Items, answers and samples are read in one wave or two: of the newest reviews, and of those that were closed.
  expect(await cost()).toBeLessThanOrEqual(13);
});
