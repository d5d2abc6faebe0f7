import { type BrowserContext, expect, type Locator, type Page, test } from '@playwright/test';
import { ask } from './ask.ts';
import { join } from './invitation.ts';
import { expectAccessible, expectNoOverflow, open } from './pages.ts';
import { readRunFile, sessionFile } from './stack.ts';
import { runStudy } from './trained.ts';

// Two people write of one cluster: who wrote what, the way back, what is passed on when it is clustered again, and
// whether they can tell its members from others. Makes its own data set and a study of two clusterings.
test.describe.configure({ mode: 'serial' });

const STUDY = `name: Discs of two kinds
preprocessings: [{ channels: [0], size: 32 }]
models: [{ kind: DENSE, epochs: 2 }]
clusterings:
  - { algorithm: KMEANS, scanFrom: 2, scanTo: 2 }
  - { algorithm: KMEANS, scanFrom: 3, scanTo: 3 }
`;

interface Cluster {
  id: string;
  label: number;
  members: number[];
}
interface Clustered {
  number: number;
  clusters: Cluster[];
}

let contexts: [BrowserContext, BrowserContext];
let owner: Page;
let guest: Page;
/** With two clusters, and with three. */
let first: Clustered;
let second: Clustered;
/** The smaller cluster of the first, of which people write: three clusters take it apart. */
let written: Cluster;
const failures: string[] = [];

test.beforeAll(async ({ browser }) => {
  const { web: baseURL } = readRunFile();
  contexts = [
    await browser.newContext({ baseURL, storageState: sessionFile() }),
    await browser.newContext({ baseURL }),
  ];
  [owner, guest] = [await contexts[0].newPage(), await contexts[1].newPage()];
  for (const page of [owner, guest]) page.on('pageerror', (error) => failures.push(error.message));
  await join(guest, 'Mary Somerville');
  const trained = await runStudy('History discs', STUDY);
  const found = await Promise.all(trained.map(({ id, number }) => clustersOf(id, number)));
  first = found.find(({ clusters }) => clusters.length === 2)!;
  second = found.find(({ clusters }) => clusters.length === 3)!;
  written = first.clusters.reduce((one, other) => (other.members.length < one.members.length ? other : one));
});
test.afterAll(async () => {
  for (const context of contexts) await context.close();
});

async function clustersOf(id: string, number: number): Promise<Clustered> {
  interface Found {
    experiment: {
      clusters: (Omit<Cluster, 'members'> & { members: { edges: { node: { index: number } }[] } })[];
    };
  }
  const { experiment } = await ask<Found>(
    `query ($id: ID!) { experiment(id: $id) { clusters {
      id label members(first: 100, order: INDEX) { edges { node { index } } }
    } } }`,
    { id },
  );
  return {
    number,
    clusters: experiment.clusters.map(({ members, ...cluster }) => ({
      ...cluster,
      members: members.edges.map(({ node }) => node.index),
    })),
  };
}

const region = (page: Page, name: string | RegExp): Locator =>
  page.getByRole('region', { name, exact: true });
const editor = (page: Page): Locator => page.getByRole('textbox', { name: 'Observation' });
const clusterPath = ({ number }: Clustered, { label }: Cluster): string =>
  `/w/demo/experiments/E-${number}/clusters/${label}`;
const openCluster = (page: Page, of: Clustered, cluster: Cluster): Promise<void> =>
  open(page, clusterPath(of, cluster), new RegExp(`^Cluster ${cluster.label} of E-${of.number}$`));
const saved = (page: Page): Promise<void> => expect(page.getByText(/^Saved/i).first()).toBeVisible();

/** Types at the end of the text, and waits until it is kept. */
async function write(page: Page, text: string): Promise<void> {
  // Nobody types into a text that is not there yet.
  await expect(editor(page)).toHaveAttribute('contenteditable', 'true');
  await editor(page).click();
  await page.keyboard.press('ControlOrMeta+End');
  await page.keyboard.type(text);
  await saved(page);
}

/** Shows the history, and waits until its newest version holds these words. */
async function openHistory(page: Page, words: string): Promise<Locator> {
  const button = page.getByRole('button', { name: 'History', exact: true });
  if (await button.isVisible()) await button.click();
  const history = region(page, 'History');
  await expect(history).toContainText(words);
  return history;
}

test('the history says who wrote what', async () => {
  await openCluster(owner, first, written);
  await openCluster(guest, first, written);
  await write(owner, 'Discs with one wide gap.');
  await expect(editor(guest)).toContainText('one wide gap');
  await write(guest, ' Seen in two of them.');
  await expect(editor(owner)).toContainText('Seen in two');
  const history = await openHistory(owner, 'Seen in two');
  await expect(history.getByTitle('Mary Somerville')).toContainText('Seen in two of them.');
  await expect(history).toContainText('Discs with one wide gap.');
  await expectAccessible(owner, 'history-who');
});

test('a version has a name, and what changed since is told', async () => {
  const history = region(owner, 'History');
  await history.getByRole('button', { name: 'Name it' }).click();
  await history.getByRole('textbox', { name: /^Name of version/ }).fill('Before the vote');
  await history.getByRole('button', { name: 'Keep the name' }).click();
  await expect(history.getByRole('list', { name: 'Versions' })).toContainText('Before the vote');
  await editor(guest).click();
  await guest.keyboard.press('ControlOrMeta+A');
  await guest.keyboard.type('Nothing to be seen.');
  await expect(editor(owner)).toContainText('Nothing to be seen.');
  const newest = history.getByRole('list', { name: 'Versions' }).getByRole('button').first();
  await expect(newest).not.toContainText('Before the vote');
  // The one that was named stays in sight until another is chosen.
  await newest.click();
  await history.getByText('What changed', { exact: true }).click();
  await history.getByLabel('Held against').selectOption('since Before the vote');
  await expect(history.locator('ins').first()).toContainText('Nothing');
  await expect(history.locator('del').first()).toContainText(/Discs|wide/);
  await expect(owner).toHaveURL(/look=changes/);
  await expectAccessible(owner, 'history-changes');
  await owner.setViewportSize({ width: 390, height: 844 });
  await expectAccessible(owner, 'phone-history');
  await expectNoOverflow(owner);
  await owner.setViewportSize({ width: 1280, height: 800 });
});

test('a version is restored for everybody, and that can be taken back', async () => {
  const history = region(owner, 'History');
  await history.getByRole('button', { name: /^Before the vote/ }).click();
  await history.getByRole('button', { name: 'Restore' }).click();
  for (const page of [owner, guest]) await expect(editor(page)).toContainText('Discs with one wide gap.');
  await expect(editor(guest)).not.toContainText('Nothing to be seen');
  await history.getByRole('button', { name: 'Take it back' }).click();
  for (const page of [owner, guest]) await expect(editor(page)).toContainText('Nothing to be seen.');
  await expect(history.getByRole('button', { name: 'Take it back' })).toBeHidden();
  await history.getByRole('button', { name: 'Restore' }).click();
  await expect(editor(guest)).toContainText('Discs with one wide gap.');
});

test('clustered again, the observation is offered to its heir, and passed on by a person', async () => {
  await ask(
    `mutation ($input: SetObservationFieldsInput!) { setObservationFields(input: $input) { problems { message } } }`,
    {
      input: { subjectId: written.id, label: 'One gap', kind: 'PHYSICAL', confidence: 'HIGH', tags: ['gap'] },
    },
  );
  const { node } = await ask<{ node: { heirs: { jaccard: number; to: { id: string } }[] } }>(
    'query ($id: ID!) { node(id: $id) { ... on Cluster { heirs { jaccard to { id } } } } }',
    { id: written.id },
  );
  const heir = second.clusters.find(({ id }) => node.heirs.some(({ to }) => to.id === id))!;
  await openCluster(owner, second, heir);
  const offer = region(owner, 'Written of earlier clusters');
  await expect(
    offer.getByRole('link', { name: new RegExp(`cluster ${written.label} of E-${first.number}`) }),
  ).toBeVisible();
  await expect(offer).toContainText('Discs with one wide gap.');
  await expect(offer).toContainText(/Of the samples that are in either, \d+ % are in both|same members/);
  await expect(editor(owner)).not.toContainText('wide gap');
  await offer.getByRole('button', { name: 'Leave it there' }).click();
  await expect(offer.getByRole('button', { name: 'Take over' })).toBeHidden();
  await offer.getByRole('button', { name: 'Show 1 that you left there' }).click();
  await offer.getByRole('button', { name: 'Show who moved' }).click();
  await expect(offer.getByRole('list', { name: /Joined|Left/ }).first()).toBeVisible();
  await expectAccessible(owner, 'heir-offer');
  await offer.getByRole('button', { name: 'Take over' }).click();
  await expect(offer.getByText('Taken over', { exact: true })).toBeVisible();
  await expect(editor(owner)).toContainText('Discs with one wide gap.');
  // What it was taken over from is none of its own heirs.
  await expect(
    region(owner, 'Heirs').getByRole('link', { name: new RegExp(`of E-${first.number}$`) }),
  ).toHaveCount(0);
  await openCluster(guest, first, written);
  await expect(region(guest, 'Heirs')).toContainText('Taken over there');
});

test('the page says when a text speaks of samples that are no members', async () => {
  await openCluster(owner, first, written);
  const stranger = first.clusters.find(({ id }) => id !== written.id)!.members[0]!;
  await ask(
    'mutation ($input: WriteObservationInput!) { writeObservation(input: $input) { problems { message } } }',
    { input: { subjectId: written.id, markdown: `Discs with one wide gap, as in #${stranger}.` } },
  );
  const missing = region(owner, 'No longer members');
  await expect(missing.getByRole('listitem')).toHaveText([new RegExp(`^#0?${stranger}$`)]);
  await expectAccessible(owner, 'missing-members');
});

interface Item {
  sample: { index: number };
}

/** Whether the pictures of a review are members, in their order; who asks is its reviewer, and sees no more than that. */
async function itemsOf(reviewId: string): Promise<boolean[]> {
  const { node } = await ask<{ node: { items: Item[] } }>(
    'query ($id: ID!) { node(id: $id) { ... on Review { items { sample { index } } } } }',
    { id: reviewId },
  );
  return node.items.map(({ sample }) => written.members.includes(sample.index));
}

test('two people tell members from others unseen, and the page says how far they agree', async () => {
  await openCluster(owner, first, written);
  await region(owner, 'Blind review').getByRole('button', { name: 'Begin one' }).click();
  await expect(owner.getByRole('heading', { level: 1, name: /^Does it belong to cluster/ })).toBeVisible();
  await expect(owner.getByText('wide gap')).toHaveCount(0);
  await expect(owner.getByText('One gap')).toHaveCount(0);
  await expectAccessible(owner, 'review-blind');
  const id = decodeURIComponent(new URL(owner.url()).pathname.split('/').at(-1) ?? '');
  const members = await itemsOf(id);
  for (const isMember of members) {
    const progress = owner.getByRole('button', { name: /^Picture \d+, answered$/ });
    const before = await progress.count();
    await owner.keyboard.press(isMember ? '1' : '2');
    if (before + 1 < members.length) await expect(progress).toHaveCount(before + 1);
  }
  await expect(region(owner, 'What came of it')).toContainText(/once two have answered/);
  await expect(region(owner, 'Your answers')).toContainText('all rightly');

  await openCluster(guest, first, written);
  const gate = region(guest, 'Blind review first');
  await expect(gate).toBeVisible();
  await expect(guest.getByText('wide gap')).toHaveCount(0);
  await gate.getByRole('link', { name: 'Answer it' }).click();
  for (const [i, isMember] of members.entries()) {
    const picture = guest.getByRole('img', { name: `Picture ${i + 1} of ${members.length}` });
    await expect(picture).toBeVisible();
    const answer = i === 0 ? 'Unsure' : isMember ? 'Belongs' : 'Does not';
    await guest.getByRole('button', { name: answer, exact: true }).click();
  }
  await expect(region(guest, 'What came of it')).toContainText(/2 reviewers agree.*Fleiss’ kappa/);
  await expect(region(guest, 'Your answers').getByText('you: unsure')).toHaveCount(1);
  await expectAccessible(guest, 'review-result');

  await openCluster(owner, first, written);
  const reviews = region(owner, 'Blind review');
  await reviews.getByRole('button', { name: 'Close it' }).click();
  await expect(reviews).toContainText(/Closed .*2 reviewers/);
  await expect(reviews).toContainText(/The 2 reviewers agree almost perfectly: Fleiss’ kappa \.\d{3}/);
  await expect(reviews.getByText('People cannot tell it')).toHaveCount(0);
});

test('a cluster that people cannot tell from the others is marked', async () => {
  const { createReview } = await ask<{
    createReview: { review: { id: string; items: { sample: { id: string } }[] } };
  }>(
    `mutation ($input: CreateReviewInput!) { createReview(input: $input) { review { id items { sample { id } } } } }`,
    { input: { clusterId: written.id } },
  );
  const { id: reviewId, items } = createReview.review;
  for (const { sample } of items)
    await ask(
      'mutation ($input: AnswerReviewInput!) { answerReview(input: $input) { problems { message } } }',
      {
        input: { reviewId, sampleId: sample.id, answer: 'UNSURE' },
      },
    );
  await ask('mutation ($input: IdInput!) { closeReview(input: $input) { problems { message } } }', {
    input: { id: reviewId },
  });
  await expect(
    region(owner, 'Blind review').getByText('People cannot tell it from the others'),
  ).toBeVisible();
  await open(owner, `/w/demo/experiments/E-${first.number}#clusters`, new RegExp(`^E-${first.number} `));
  await expect(region(owner, `Cluster ${written.label}`).getByText('not told apart')).toBeVisible();
  await expectAccessible(owner, 'cluster-untold');
});

test('observations are found by what they say, and the address holds what is looked for', async () => {
  await owner.goto('/w/demo/observations');
  const rows = owner.locator('main').getByRole('listitem');
  await expect(rows.filter({ hasText: 'One gap' }).first()).toBeVisible();
  await owner
    .getByRole('navigation', { name: 'Places' })
    .getByRole('link', { name: 'Observations' })
    .waitFor();
  await owner.getByLabel('Experiment', { exact: true }).fill(`E-${first.number}`);
  await expect(rows).toHaveCount(1);
  await owner.getByLabel('Kind').selectOption('Artefact');
  await expect(owner.getByText('No observation fits')).toBeVisible();
  await owner.getByLabel('Kind').selectOption('Physical');
  await owner.getByLabel('Words in the text').fill('WIDE');
  await expect(owner).toHaveURL(new RegExp(`experiment=E-${first.number}.*kind=physical.*text=WIDE`));
  await expect(rows).toHaveText([
    /cluster \d.*One gap.*physical.*high confidence.*gap.*Discs with one wide gap/,
  ]);
  await owner.reload();
  await expect(rows).toHaveCount(1);
  await expectAccessible(owner, 'observations-found');
  await owner.setViewportSize({ width: 390, height: 844 });
  await expectAccessible(owner, 'phone-observations');
  await expectNoOverflow(owner);
  await owner.setViewportSize({ width: 1280, height: 800 });
  await rows.getByRole('link').click();
  await expect(
    owner.getByRole('heading', { level: 1, name: `Cluster ${written.label} of E-${first.number}` }),
  ).toBeVisible();
});

test('a study counts what was said of its clusters', async () => {
  const { experiments } = await ask<{ experiments: { edges: { node: { study: { id: string } } }[] } }>(
    `query { experiments(workspace: "demo", filter: { numbers: [${first.number}] }) { edges { node { study { id } } } } }`,
  );
  const study = experiments.edges[0]!.node.study.id;
  await open(owner, `/w/demo/studies/${encodeURIComponent(study)}#step-9`, 'Discs of two kinds');
  const summary = region(owner, 'What was written');
  // What a step shows is asked for when it comes near.
  await owner.locator('#step-9').scrollIntoViewIfNeeded();
  await expect(summary).toContainText('Something is written of 2 of the 5 clusters of this study.');
  await expect(summary.getByRole('link', { name: 'Physical' })).toBeVisible();
  await summary.getByRole('link', { name: 'One gap' }).click();
  await expect(owner).toHaveURL(/\/observations\?label=One\+gap&study=/);
  await expect(owner.getByText('Of the study Discs of two kinds alone.')).toBeVisible();
});

test('nothing went wrong unseen', () => {
  expect(failures).toEqual([]);
});
