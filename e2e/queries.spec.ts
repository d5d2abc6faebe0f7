import { type BrowserContext, expect, type Page, test } from '@playwright/test';
import { EXAMPLES } from '../apps/web/src/features/apiPage/examples.ts';
import { ask } from './ask.ts';
import { expectAccessible, expectNoOverflow, open } from './pages.ts';
import { readRunFile, sessionFile } from './stack.ts';

// Stands on the experiments of the journey, in the browser that it signed in.
test.describe.configure({ mode: 'serial' });

let context: BrowserContext;
let page: Page;
const frames: string[] = [];

test.beforeAll(async ({ browser }) => {
  context = await browser.newContext({ baseURL: readRunFile().web, storageState: sessionFile() });
  page = await context.newPage();
  page.on('websocket', (socket) =>
    socket.on('framereceived', ({ payload }) => frames.push(payload.toString())),
  );
});
test.afterAll(() => context.close());

const editor = () => page.getByRole('region', { name: 'Editor' });
const response = () => editor().locator('.graphiql-response');
const run = () => editor().getByRole('button', { name: /Execute query/ });
const openExample = async (title: string) => {
  await page.getByRole('region', { name: 'Examples' }).getByRole('button', { name: title }).click();
};

/** Runs what is in the editor; gives what the API answered to it. */
async function answer(operation: string): Promise<{ data: Record<string, unknown>; errors?: unknown }> {
  const answered = page.waitForResponse(
    (one) => one.url().endsWith('/graphql') && (one.request().postData() ?? '').includes(operation),
  );
  await run().click();
  return (await answered).json();
}

async function startLongExperiment(): Promise<string> {
  const { datasets } = await ask<{
    datasets: { edges: { node: { latestVersion: { id: string; status: string } } }[] };
  }>('{ datasets(workspace: "demo") { edges { node { latestVersion { id status } } } } }', {});
  const version = datasets.edges.find(({ node }) => node.latestVersion.status === 'READY')!.node
    .latestVersion;
  const { createExperiment } = await ask<{ createExperiment: { experiment: { id: string } } }>(
    'mutation ($input: CreateExperimentInput!) { createExperiment(input: $input) { experiment { id } } }',
    { input: { workspace: 'demo', datasetVersionId: version.id, model: { epochs: 10_000 } } },
  );
  return createExperiment.experiment.id;
}

// What of each answer shows that it is about something.
const TELLING: Record<string, RegExp> = {
  'Find experiments': /"totalCount":[1-9].*"silhouette":0\.\d/,
  'One experiment': /"clusters":\[\{"label":0,"size":\d+.*"members":\{"edges":\[\{.*"labels":\{"url":"\//,
  'Create an experiment': /"status":"(QUEUED|RUNNING)".*"epochs":20.*"problems":\[\]/,
  'Compare clusterings': /"agreement":\[\[1,.*"matches":\[\{"first":\{"label"/,
};

test('each example opens in a tab of its own, and the API answers it', async () => {
  await open(page, '/w/demo/api', 'API');
  await editor().getByRole('button', { name: 'Open the editor' }).click();
  await expect(editor().locator('.graphiql-query-editor .view-lines')).toContainText('BestExperiments');
  const asked = EXAMPLES.filter(({ query }) => !query.startsWith('subscription'));
  expect(asked.map(({ title }) => title)).toEqual(Object.keys(TELLING));
  for (const { title, query } of asked) {
    await openExample(title);
    const operation = /^\w+ (\w+)/.exec(query)![1]!;
    await expect(editor().getByRole('tab', { name: operation })).toHaveAttribute('aria-selected', 'true');
    const { data, errors } = await answer(operation);
    expect(errors, title).toBeUndefined();
    expect(JSON.stringify(data), title).toMatch(TELLING[title]!);
    await expect(response()).toContainText('"data"');
  }
  await openExample('One experiment');
  await expect(editor().getByRole('tab')).toHaveCount(4);
});

test('the subscription follows an experiment over the socket until it is stopped', async () => {
  // The newest: one that runs longer than this.
  const id = await startLongExperiment();
  await open(page, '/w/demo/api', 'API');
  await openExample('Follow an experiment');
  frames.length = 0;
  await run().click();
  const told = () => frames.filter((frame) => frame.includes('"experimentProgress"'));
  await expect(response()).toContainText('"sequence"');
  await expect.poll(() => told().length, { timeout: 60_000 }).toBeGreaterThan(1);
  expect(told().join('')).not.toContain('"errors"');
  await editor()
    .getByRole('button', { name: /Stop query/ })
    .click();
  await expect(run()).toBeVisible();
  const cancel = 'mutation ($id: ID!) { cancelExperiment(input: { id: $id }) { problems { code } } }';
  expect(await ask(cancel, { id })).toEqual({ cancelExperiment: { problems: [] } });
});

test('what is wrong with a query is said, and completion knows the schema', async () => {
  await editor().getByRole('button', { name: 'New tab' }).click();
  await editor().locator('.graphiql-query-editor .view-lines').click();
  await page.keyboard.type('query Wrong { sys');
  await page.keyboard.press('Control+Space');
  await expect(
    editor()
      .getByRole('option', { name: /^system/ })
      .first(),
  ).toBeVisible();
  await page.keyboard.press('Enter');
  const { errors } = await answer('Wrong');
  expect(JSON.stringify(errors)).toContain('must have a selection of subfields');
  await expect(response()).toContainText('GRAPHQL_VALIDATION_FAILED');
});

test('the rate is told, and falls with what is run', async () => {
  await open(page, '/w/demo/api', 'API');
  const rate = page.getByRole('region', { name: 'Your rate' }).getByRole('status');
  await expect(rate).toHaveText(/^\d{3} of 1\u2009000 left in these 10 s$/);
  // Again where the ten seconds were over before the page asked, which it does every five.
  await expect(async () => {
    await page.evaluate(async () => {
      const ask = () =>
        fetch('/graphql', {
          method: 'POST',
          headers: { 'content-type': 'application/json' },
          body: '{"query":"{ __typename }"}',
        });
      await Promise.all(Array.from({ length: 200 }, ask));
    });
    await expect(rate).toHaveText(/^[1-7]\d\d of/, { timeout: 6000 });
  }).toPass({ timeout: 90_000 });
});

// GraphiQL's tabs hold the buttons that close them, which axe calls nested.
const GRAPHIQL = ['.graphiql-tabs'];

test('it reads well in either theme and on a phone', async () => {
  await openExample('One experiment');
  await answer('OneExperiment');
  await expect(response()).toContainText('"clusters"');
  await expectAccessible(page, 'api', GRAPHIQL);
  await page.setViewportSize({ width: 390, height: 844 });
  await expectNoOverflow(page);
  await expectAccessible(page, 'api-phone', GRAPHIQL);
  await page.setViewportSize({ width: 1280, height: 800 });
});

test('the editor is loaded on its page alone', async () => {
  const hasEditor = async (path: string) => {
    // The page of the editor asks for one's rate again and again.
    if (path.endsWith('/api')) {
      await page.goto(path);
      await editor().getByRole('button', { name: 'Open the editor' }).click();
      await expect(response()).toBeVisible();
    } else await page.goto(path, { waitUntil: 'networkidle' });
    const scripts = await page.evaluate(() =>
      performance
        .getEntriesByType('resource')
        .map(({ name }) => name)
        .filter((name) => name.endsWith('.js')),
    );
    expect(scripts.length).toBeGreaterThan(5);
    const texts = await Promise.all(scripts.map(async (url) => (await page.request.get(url)).text()));
    return texts.some((text) => text.includes('MonacoEnvironment'));
  };
  expect(await hasEditor('/w/demo/people')).toBe(false);
  expect(await hasEditor('/w/demo')).toBe(false);
  expect(await hasEditor('/w/demo/api')).toBe(true);
});
