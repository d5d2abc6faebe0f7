import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, type Page, test } from '@playwright/test';
import { ask } from './ask.ts';
import { asterism } from './asterism.ts';
import { expectAccessible, expectNoOverflow, open } from './pages.ts';
import { readRunFile, sessionFile } from './stack.ts';

// Stands on the 24 discs and the experiments E-1 and E-2 of the journey, in the browser that it signed in.
test.describe.configure({ mode: 'serial' });

const NEW = '/w/demo/experiments/new';
let page: Page;
let folder: string;
/** The highest number before. */
let before = 0;

interface Numbered {
  id: string;
  number: number;
}
async function experiments(): Promise<Numbered[]> {
  const { experiments: found } = await ask<{ experiments: { edges: { node: Numbered }[] } }>(
    '{ experiments(workspace: "demo", first: 100) { edges { node { id number } } } }',
  );
  return found.edges.map(({ node }) => node);
}

test.beforeAll(async ({ browser }) => {
  folder = mkdtempSync(join(tmpdir(), 'asterism-new-'));
  const context = await browser.newContext({ baseURL: readRunFile().web, storageState: sessionFile() });
  page = await context.newPage();
  before = Math.max(...(await experiments()).map(({ number }) => number));
});
test.afterAll(async () => {
  // Out of the way of those that look at what the journey left.
  const ids = (await experiments()).filter(({ number }) => number > before).map(({ id }) => id);
  await ask(
    'mutation ($ids: [ID!]!) { editExperiments(input: { ids: $ids, archived: true }) { problems { code } } }',
    { ids },
  );
  await page.context().close();
  rmSync(folder, { recursive: true });
});

const epochs = () => page.getByLabel('Epochs', { exact: true });
const summary = () => page.getByRole('region', { name: 'What will be run' });
const time = () => page.getByRole('region', { name: 'Time and reuse' });
const stage = (name: string) => time().locator('dl > div').filter({ hasText: name });

test('what is typed is there again after a reload, until it is started afresh', async () => {
  await open(page, NEW, 'New experiment');
  await expect(summary()).toContainText('All as recommended.');
  const recommended = await epochs().inputValue();
  await page.getByLabel('Name').fill('Half typed');
  await epochs().fill('7');
  await expect(page.getByText(`Changed: ${recommended} is recommended.`)).toBeVisible();
  await page.reload();
  await expect(epochs()).toHaveValue('7');
  await expect(page.getByLabel('Name')).toHaveValue('Half typed');
  await expect(summary()).toContainText('Other than recommended: epochs');
  // What cannot be run is said at its field before anything is started.
  await epochs().fill('-3');
  await expect(epochs()).toHaveAttribute('aria-invalid', 'true');
  await page.getByRole('button', { name: 'Start afresh' }).click();
  await expect(epochs()).toHaveValue(recommended);
  await expect(page.getByRole('button', { name: 'Start afresh' })).toHaveCount(0);
  await page.reload();
  await expect(epochs()).toHaveValue(recommended);
  await expect(page.getByLabel('Name')).toHaveValue('');
});

test('a new experiment starts from another: changes are marked, and what is reused is told', async () => {
  await open(page, '/w/demo/experiments/E-1', /^E-1 /);
  await page.getByRole('link', { name: 'Copy to new' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'New experiment' })).toBeVisible();
  await expect(page).toHaveURL(/from=E-1$/);
  await expect(page.getByText('Set as in E-1.')).toBeVisible();
  await expect(epochs()).toHaveValue('4');
  await expect(page.getByLabel('Batch size')).toHaveValue('8');
  await expect(summary()).toContainText('The same choices as E-1.');
  await expect(time()).toContainText('Nothing is left to run');

  await page.getByText('Fixed', { exact: true }).click();
  await page.getByRole('textbox', { name: 'k', exact: true }).fill('5');
  await expect(page.getByText('Changed: best of a scan in E-1.')).toBeVisible();
  await expect(summary()).toContainText('Other than in E-1: number of clusters');
  await expect(stage('Train')).toContainText('reused');
  await expect(stage('Cluster by k-means')).not.toContainText('reused');
  await expect(time()).toContainText(/^About .* of work, by past runs on this machine\./);
  // Another training takes what the last one took, and more of it more.
  await epochs().fill('400');
  await expect(stage('Train')).not.toContainText('reused');
  await expect(time()).toContainText(/^About .* of work/);
  await expectAccessible(page, 'new-experiment-from');
  await epochs().fill('4');
  await expect(stage('Train')).toContainText('reused');

  await page.getByRole('button', { name: 'Start the experiment' }).click();
  await expect(page.getByText(/^k = 5 was asked for/).first()).toBeVisible({ timeout: 60_000 });
  const stages = page.getByRole('region', { name: 'Stages' });
  await expect(stages.getByRole('listitem').filter({ hasText: 'Train the model' })).toContainText('reused');
  // It was started: the form is no longer kept.
  await open(page, `${NEW}?from=E-1`, 'New experiment');
  await expect(summary()).toContainText('The same choices as E-1.');

  await open(page, '/w/demo/experiments?text=E-2', 'Experiments');
  await page.getByRole('checkbox', { name: /E-2/ }).check();
  await page.getByRole('link', { name: 'Copy to new' }).click();
  await expect(page.getByRole('textbox', { name: 'k', exact: true })).toHaveValue('4');
});

test('the form’s YAML runs with the command line and comes back into the form, and its mutation with the API', async () => {
  test.slow();
  await open(page, NEW, 'New experiment');
  await page.getByLabel('Name').fill('From the form');
  await epochs().fill('4');
  await page.getByLabel('Batch size').fill('8');
  await page.getByRole('button', { name: 'As YAML' }).click();
  await expect(page).toHaveURL(/as=yaml/);
  const yaml = page.getByRole('region', { name: 'study.yaml' }).locator('pre');
  await expect(yaml).toContainText('epochs: 4,');
  await expectAccessible(page, 'new-experiment-yaml');
  const file = join(folder, 'form.yaml');
  const text = await yaml.innerText();
  writeFileSync(file, text);
  const ended = await asterism('run', file, '--wait');
  expect([ended.status, ended.errors]).toEqual([0, '']);
  expect(ended.lines.join('\n')).toContain('From the form');

  await epochs().fill('9');
  await expect(yaml).toContainText('epochs: 9,');
  const paste = page.getByLabel('Take over a study');
  await paste.fill('models: [{ kind: CONV, epochs: many }]\nclusterings: [{ algorithm: KMEANS }]');
  await page.getByRole('button', { name: 'Take over' }).click();
  await expect(paste).toHaveAttribute('aria-invalid', 'true');
  await paste.fill(text);
  await page.getByRole('button', { name: 'Take over' }).click();
  await expect(epochs()).toHaveValue('4');
  await expect(time()).toContainText('Nothing is left to run');

  await page.getByRole('button', { name: 'As GraphQL' }).click();
  const mutation = await page.getByRole('region', { name: 'Mutation' }).locator('pre').innerText();
  const variables = await page.getByRole('region', { name: 'Variables' }).locator('pre').innerText();
  expect(await ask(mutation, JSON.parse(variables))).toEqual({
    createExperiment: { experiment: { id: expect.stringMatching(/^\w+=*$/) }, problems: [] },
  });
});

test('several choices make a study, and the form says how many experiments come of it', async () => {
  test.slow();
  await open(page, NEW, 'New experiment');
  await page.getByRole('button', { name: 'Start afresh' }).click();
  await page.getByLabel('Name').fill('Two by two');
  await page.getByText('A study', { exact: true }).click();
  await page.getByRole('group', { name: 'Normalisations' }).getByLabel('Whole image').check();
  // Either of them can be looked at beforehand.
  const preview = page.getByRole('region', { name: 'What the model will see' });
  await expect(preview.getByText(/all channels together/)).toBeVisible();
  await preview.getByText('Each channel', { exact: true }).click();
  await expect(preview.getByText(/all channels together/)).toHaveCount(0);
  const models = page.getByRole('group', { name: 'Models' });
  await models.getByRole('checkbox', { name: 'Dense autoencoder' }).check();
  await models.getByRole('checkbox', { name: 'Convolutional autoencoder' }).check();
  await models.getByRole('checkbox', { name: 'Contrastive encoder' }).uncheck();
  for (const name of ['Dense autoencoder', 'Convolutional autoencoder'])
    await page.getByRole('group', { name, exact: true }).getByLabel('Epochs', { exact: true }).fill('2');
  await expect(summary()).toContainText('4 experiments: 2 models × 2 normalisations × 1 clustering');
  await expect(time()).toContainText('The time is not known yet');
  await expect(stage('Train DENSE')).toContainText('not known');
  await expect(stage('Train CONV')).toContainText('2 ×');
  await expectAccessible(page, 'new-study');
  await page.setViewportSize({ width: 390, height: 844 });
  await expectAccessible(page, 'phone-new-study');
  await expectNoOverflow(page);
  await page.setViewportSize({ width: 1280, height: 800 });

  await page.getByRole('button', { name: 'Start the study' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Two by two' })).toBeVisible();
  await expect(page.getByText(/has the highest mean silhouette/).first()).toBeVisible({ timeout: 120_000 });
  await expect(page.getByRole('link', { name: /^E-\d+$/ })).toHaveCount(4);
});
