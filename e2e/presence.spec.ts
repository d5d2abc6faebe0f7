import { type BrowserContext, expect, type Locator, type Page, test } from '@playwright/test';
import { ask } from './ask.ts';
import { join } from './invitation.ts';
import { expectAccessible, expectNoOverflow, open } from './pages.ts';
import { readRunFile, sessionFile } from './stack.ts';

// Two people in two browsers, on what the journey left: one changes, the other sees, and never reloads.
test.describe.configure({ mode: 'serial' });

const { web: baseURL } = readRunFile();
let contexts: [BrowserContext, BrowserContext];
let owner: Page;
let guest: Page;
const failures: string[] = [];

test.beforeAll(async ({ browser }) => {
  contexts = [
    await browser.newContext({ baseURL, storageState: sessionFile() }),
    await browser.newContext({ baseURL }),
  ];
  [owner, guest] = [await contexts[0].newPage(), await contexts[1].newPage()];
  for (const page of [owner, guest]) page.on('pageerror', (error) => failures.push(error.message));
  await join(guest, 'Grace Hopper');
});
test.afterAll(async () => {
  for (const context of contexts) await context.close();
});

/** Changes an experiment from the guest's browser. */
async function edit(id: string, change: string): Promise<void> {
  const query = `mutation { editExperiments(input: { ids: ["${id}"], ${change} }) { problems { message } } }`;
  const problems = await guest.evaluate(async (body) => {
    const headers = { 'content-type': 'application/json', 'apollo-require-preflight': 'true' };
    const response = await fetch('/graphql', { method: 'POST', headers, body });
    return (await response.json()).data.editExperiments.problems;
  }, JSON.stringify({ query }));
  expect(problems).toEqual([]);
}

const discs = (page: Page): Locator => page.getByRole('button', { name: /^Who is here/ });
const region = (page: Page, name: string): Locator => page.getByRole('region', { name, exact: true });

interface Numbered {
  id: string;
  number: number;
  status: string;
}
interface Version {
  id: string;
  sampleCount: number;
}
interface Found {
  edges: { node: Numbered }[];
}
async function experiments(): Promise<Numbered[]> {
  const { experiments: found } = await ask<{ experiments: Found }>(
    '{ experiments(workspace: "demo", first: 100) { edges { node { id number status } } } }',
  );
  return found.edges.map(({ node }) => node).reverse();
}
const done = async (): Promise<Numbered[]> =>
  (await experiments()).filter(({ status }) => status === 'SUCCEEDED').slice(0, 2);

test('who is here is said, with the page that they have open, and however many tabs once', async () => {
  await open(owner, '/w/demo', 'Demo workspace');
  const here = region(owner, 'Here now');
  await expect(here.getByRole('listitem')).toHaveText(/Grace Hopper.*Home/);
  await expect(discs(owner)).toHaveAccessibleName('Who is here: 2 people');
  const [first] = await done();
  await open(guest, `/w/demo/experiments/E-${first!.number}`, new RegExp(`^E-${first!.number} `));
  await expect(here.getByRole('link', { name: `E-${first!.number}` })).toBeVisible();
  const tab = await contexts[1].newPage();
  await open(tab, '/w/demo/studies', 'Studies');
  await expect(here.getByRole('listitem')).toHaveText(/Grace Hopper.*Studies/);
  await expect(discs(owner)).toHaveAccessibleName('Who is here: 2 people');
  await discs(owner).hover();
  const card = owner.getByRole('dialog', { name: 'Who is here' });
  await expect(card.getByRole('listitem')).toHaveCount(2);
  await expect(card.getByRole('listitem').last()).toContainText('(you)');
  await expectAccessible(owner, 'presence');
  await owner.mouse.move(600, 700);
  await expect(card).toBeHidden();
  await tab.close();
  await expect(here.getByRole('listitem')).toHaveText(new RegExp(`Grace Hopper.*E-${first!.number}`));
  await owner.setViewportSize({ width: 390, height: 844 });
  await expectAccessible(owner, 'phone-presence');
  await expectNoOverflow(owner);
  await owner.setViewportSize({ width: 1280, height: 800 });
  await here.getByRole('link', { name: `E-${first!.number}` }).click();
  await expect(
    owner.getByRole('heading', { level: 1, name: new RegExp(`^E-${first!.number} `) }),
  ).toBeVisible();
  await guest.goto('about:blank');
  await expect(discs(owner)).toHaveAccessibleName('Who is here: 1 person');
});

test('what one changes the other sees on every page, without a reload', async () => {
  const [first, second] = await done();
  const names = `E-${first!.number},E-${second!.number}`;
  await guest.goto('/w/demo/experiments');
  const pages: [path: string, heading: string | RegExp, isNamed: boolean][] = [
    ['/w/demo', 'Demo workspace', true],
    ['/w/demo/experiments', 'Experiments', true],
    [`/w/demo/experiments/E-${first!.number}`, new RegExp(`^E-${first!.number} `), true],
    [`/w/demo/compare?experiments=${names}`, 'Compare', true],
  ];
  for (const [i, [path, heading]] of pages.entries()) {
    await open(owner, path, heading);
    const main = owner.getByRole('main');
    await edit(first!.id, `name: "Seen by others ${i}"`);
    await expect(main.getByText(`Seen by others ${i}`).first()).toBeVisible();
    await edit(first!.id, `addTags: ["told ${i}"]`);
    await expect(main.getByText(`told ${i}`, { exact: true }).first()).toBeVisible();
    await edit(first!.id, `removeTags: ["told ${i}"], archived: true`);
    await expect(main.getByText(`told ${i}`, { exact: true })).toHaveCount(0);
    if (path === '/w/demo')
      await expect(region(owner, 'Finished').getByText('Seen by others')).toHaveCount(0);
    else await expect(main.getByText('archived', { exact: true }).first()).toBeVisible();
    await edit(first!.id, 'archived: false');
    await expect(main.getByText('archived', { exact: true })).toHaveCount(0);
  }
});

test('a study that one starts runs to its end before the eyes of the other', async () => {
  const { datasets } = await ask<{ datasets: { edges: { node: { latestVersion: Version | null } }[] } }>(
    '{ datasets(workspace: "demo") { edges { node { name latestVersion { id sampleCount } } } } }',
  );
  const version = datasets.edges
    .map(({ node }) => node.latestVersion)
    .find((one) => one !== null && one.sampleCount > 3)!.id;
  await open(owner, '/w/demo/studies', 'Studies');
  const { createStudy } = await ask<{
    createStudy: { study: { id: string }; problems: unknown[] };
  }>(`mutation { createStudy(input: { workspace: "demo", name: "Before their eyes",
    datasetVersionId: "${version}", preprocessings: [{ channels: [0], size: 32 }],
    models: [{ kind: DENSE, latentSize: 4, epochs: 6 }], clusterings: [{ algorithm: KMEANS, scanFrom: 2, scanTo: 3 }],
    seeds: [31, 32] }) { study { id } problems { message } } }`);
  expect(createStudy.problems).toEqual([]);
  await owner.getByRole('link', { name: /Before their eyes/ }).click();
  await expect(owner.getByRole('heading', { level: 1, name: 'Before their eyes' })).toBeVisible();
  const { node } = await ask<{
    node: { experiments: Found };
  }>(`{ node(id: "${createStudy.study.id}") { ... on Study {
    experiments(first: 10) { edges { node { id number } } } } } }`);
  const made = node.experiments.edges.map((edge) => edge.node);
  await edit(made[0]!.id, 'name: "Called so by the guest", addTags: ["theirs"]');
  await expect(owner.getByText('Called so by the guest').first()).toBeVisible();
  await expect(owner.getByText('theirs', { exact: true }).first()).toBeVisible();
  // Meanwhile they are compared: what comes of them arrives by itself.
  const compared = await contexts[0].newPage();
  await open(compared, `/w/demo/compare?experiments=E-${made[0]!.number},E-${made[1]!.number}`, 'Compare');
  await expect(owner.getByRole('row', { name: /^E-.*best/ })).toHaveCount(1, { timeout: 90_000 });
  await expect(region(compared, 'Agreement').locator('td[data-pair]').first()).toHaveText(/^[−.\d]+$/, {
    timeout: 90_000,
  });
  await expect(region(compared, 'Scores').locator('[data-mark="best"]').first()).toBeVisible();
  await expect(region(compared, 'Training').locator('path.recharts-line-curve').first()).toBeVisible();
  await compared.close();
});

/** What a comparison shows, in words: all that is pressed, checked, chosen and drawn, but for times that pass. */
async function shown(page: Page): Promise<string> {
  await expect(page.getByRole('main').locator('[class*="Skeleton"]')).toHaveCount(0);
  const text = await page.getByRole('main').ariaSnapshot();
  const lines = await page
    .locator('path.recharts-line-curve')
    .evaluateAll((paths) => paths.map((path) => path.getAttribute('d')));
  return [text.replaceAll(/- time:.*|\d+ min ago|just now/g, ''), ...lines].join('\n');
}

test('the address of a comparison shows another person the same view', async () => {
  const names = (await done()).map(({ number }) => `E-${number}`);
  await open(owner, `/w/demo/compare?experiments=${names.join(',')}`, 'Compare');
  await expect(region(owner, 'Training').locator('path.recharts-line-curve').first()).toBeVisible();
  const training = region(owner, 'Training');
  await training.getByText('Linear', { exact: true }).click();
  // Dragged over the chart from the first of its four epochs to the last, once nothing above it grows any more.
  const chart = training.locator('.recharts-wrapper');
  const point = async (share: number) => {
    const { x, y, width } = (await chart.boundingBox())!;
    await owner.mouse.move(x + 56 + (width - 56) * share, y + 100, { steps: 5 });
  };
  await expect(async () => {
    await owner.mouse.up();
    await chart.scrollIntoViewIfNeeded();
    await point(0.05);
    await owner.mouse.down();
    await point(0.6);
    await expect(training.locator('.recharts-reference-area')).toBeVisible({ timeout: 2000 });
  }).toPass({ timeout: 30_000 });
  await point(0.85);
  await owner.mouse.up();
  await expect(owner).toHaveURL(/epochs=\d+-\d+/);
  await expect(training.getByRole('button', { name: 'All epochs' })).toBeVisible();
  const validation = training.getByText('Validation', { exact: true });
  if ((await validation.count()) > 0) {
    await validation.click();
    await expect(owner).toHaveURL(/of=validation/);
  }
  await region(owner, 'Agreement').getByText('AMI', { exact: true }).click();
  await region(owner, 'Galleries').getByRole('switch', { name: 'Show' }).click();
  await region(owner, 'Maps').getByRole('slider').first().press('Home');
  await expect(owner).toHaveURL(/sample=0/);

  await guest.goto(owner.url());
  await expect(guest.getByRole('heading', { level: 1, name: 'Compare' })).toBeVisible();
  await expect(
    region(guest, 'Galleries')
      .getByRole('img', { name: /^Sample #/ })
      .first(),
  ).toBeVisible();
  await expect
    .poll(async () => (await shown(guest)) === (await shown(owner)), { timeout: 30_000 })
    .toBe(true);
  await training.getByRole('button', { name: 'All epochs' }).click();
  await expect(owner).not.toHaveURL(/epochs=/);
  expect(await shown(guest)).not.toBe(await shown(owner));
});

test('one more is added by name, and a kept comparison is renamed and deleted for everybody', async () => {
  const all = (await experiments()).filter(({ status }) => status === 'SUCCEEDED');
  const [first, second] = all;
  const third = all.at(-1)!;
  await open(
    owner,
    `/w/demo/compare?experiments=E-${first!.number},E-${second!.number}&index=ami`,
    'Compare',
  );
  await owner.getByLabel('Add an experiment').fill(`e-${third.number}`);
  const offered = owner.getByRole('option', { name: new RegExp(`^E-${third.number} `) });
  await expect(offered).toBeVisible();
  await expectAccessible(owner, 'compare-add');
  await owner.keyboard.press('ArrowDown');
  await owner.keyboard.press('Enter');
  await expect(owner.getByRole('textbox', { name: 'Experiments' })).toHaveValue(
    new RegExp(`, E-${third.number}$`),
  );
  await expect(owner).toHaveURL(/index=ami/);
  await expect(region(owner, 'Scores').getByRole('row')).toHaveCount(4);

  await owner.getByRole('button', { name: 'Save', exact: true }).click();
  const form = owner.getByRole('dialog', { name: 'Save' });
  await form.getByLabel('Title').fill('For a while');
  await form.getByRole('button', { name: 'Save' }).click();
  await expect(owner.getByRole('heading', { level: 1, name: 'For a while' })).toBeVisible();
  await open(guest, '/w/demo/compare', 'Compare');
  await guest.getByRole('button', { name: 'More for For a while' }).click();
  await guest.getByRole('menuitem', { name: 'Rename' }).click();
  const rename = guest.getByRole('dialog', { name: 'Rename the comparison' });
  await rename.getByLabel('Title').fill('Three of them');
  await rename.getByLabel('Text').fill('Which is best?');
  await expectAccessible(guest, 'compare-rename');
  await rename.getByRole('button', { name: 'Save' }).click();
  await expect(guest.getByRole('link', { name: /^Three of them/ })).toBeVisible();
  await expect(owner.getByRole('heading', { level: 1, name: 'Three of them' })).toBeVisible();
  await expect(owner.getByText('Which is best?')).toBeVisible();

  await owner.getByRole('button', { name: 'More for Three of them' }).click();
  await owner.getByRole('menuitem', { name: 'Delete' }).click();
  const confirm = owner.getByRole('dialog', { name: 'Delete “Three of them”?' });
  await expectAccessible(owner, 'compare-delete');
  await confirm.getByRole('button', { name: 'Keep it' }).click();
  await expect(confirm).toBeHidden();
  await owner.getByRole('button', { name: 'More for Three of them' }).click();
  await owner.getByRole('menuitem', { name: 'Delete' }).click();
  await confirm.getByRole('button', { name: 'Delete' }).click();
  await expect(owner.getByRole('heading', { level: 1, name: 'Compare' })).toBeVisible();
  await expect(owner).not.toHaveURL(/comparison=/);
  await expect(guest.getByRole('link', { name: /^Three of them/ })).toHaveCount(0);
});

test('a viewer is seen as well, and whoever is removed is gone at once', async () => {
  await open(owner, '/w/demo/people', 'People');
  await owner.getByLabel('Role of Grace Hopper').selectOption('Viewer');
  await open(guest, '/w/demo/data', 'Data');
  await expect(discs(guest)).toHaveAccessibleName('Who is here: 2 people');
  await expect(discs(owner)).toHaveAccessibleName('Who is here: 2 people');
  owner.on('dialog', (dialog) => void dialog.accept());
  await owner.getByRole('button', { name: 'Remove Grace Hopper' }).click();
  await expect(discs(owner)).toHaveAccessibleName('Who is here: 1 person');
});

test('nothing went wrong unseen', () => {
  expect(failures).toEqual([]);
});
