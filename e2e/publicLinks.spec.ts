import { type BrowserContext, expect, type Page, test } from '@playwright/test';
import { expectAccessible, open, openWithToken, pictureText } from './pages.ts';
import { readRunFile } from './stack.ts';
import { type TrainedExperiment, trainExperiment } from './trained.ts';

// Somebody makes a public link; whoever has it sees that one thing without an account, until it is revoked.
test.describe.configure({ mode: 'serial' });

const NOTHING = 'This link shows nothing';

let first: TrainedExperiment;
let second: TrainedExperiment;
let member: Page;
let visitor: BrowserContext;
/** Of the visitor's. */
let page: Page;
let requests: string[];

test.beforeAll(async ({ browser }) => {
  test.setTimeout(240_000);
  first = await trainExperiment('Shared discs', 'kind: CONV, latentSize: 8, epochs: 2');
  second = await trainExperiment('Other discs', 'kind: CONV, latentSize: 8, epochs: 2');
  member = await openWithToken(browser);
});
test.beforeEach(async ({ browser }) => {
  visitor = await browser.newContext({ baseURL: readRunFile().web });
  page = await visitor.newPage();
  requests = [];
  page.on('response', (response) =>
    requests.push(`${response.status()} ${new URL(response.url()).pathname}`),
  );
});
test.afterEach(() => visitor.close());
test.afterAll(() => member.context().close());

/** Opens the dialog of what can be shared on the member's page. */
async function share() {
  await member.getByRole('button', { name: 'Share' }).click();
  const dialog = member.getByRole('dialog');
  await expect(dialog.getByText('No link to it works at present.')).toBeVisible();
  return dialog;
}
/** The path of the one link that stands in the dialog. */
async function pathIn(dialog: ReturnType<Page['getByRole']>): Promise<string> {
  const address = await dialog.getByRole('list', { name: 'Links that work' }).getByRole('link').innerText();
  return new URL(address).pathname;
}
async function revoke(dialog: ReturnType<Page['getByRole']>): Promise<void> {
  await dialog.getByRole('button', { name: 'Revoke', exact: true }).click();
  await dialog.getByRole('button', { name: 'Keep it' }).click();
  await dialog.getByRole('button', { name: 'Revoke', exact: true }).click();
  await dialog.getByRole('button', { name: 'Revoke the link' }).click();
  await expect(dialog.getByText('No link to it works at present.')).toBeVisible();
}
/** Asks as the page does; the codes of what was refused. */
const ask = (path: string, query: string) =>
  page.evaluate(
    async ([token, text]) => {
      const response = await fetch('/graphql', {
        method: 'POST',
        headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
        body: JSON.stringify({ query: text }),
      });
      return (await response.json()) as { data?: unknown; errors?: { extensions: { code: string } }[] };
    },
    [path.split('/').at(-1), query] as const,
  );

test('a link shows one experiment, with its map and pictures, to whoever has no account', async () => {
  await open(member, `/w/demo/experiments/${encodeURIComponent(first.id)}`, `E-${first.number}`);
  const dialog = await share();
  await expectAccessible(member, 'share');
  await dialog.getByRole('button', { name: 'Make a link' }).click();
  const path = await pathIn(dialog);
  await member.setViewportSize({ width: 390, height: 800 });
  await expectAccessible(member, 'share-phone');
  await member.setViewportSize({ width: 1280, height: 800 });

  const response = await page.goto(path);
  expect(response?.headers()).toMatchObject({
    'referrer-policy': 'no-referrer',
    'x-robots-tag': 'noindex, nofollow, noarchive',
  });
  await expect(page.getByRole('heading', { level: 1 })).toContainText(`E-${first.number}`);
  await expect(
    page
      .getByRole('region', { name: /^Latents by/ })
      .locator('canvas')
      .first(),
  ).toBeVisible();
  const picture = page
    .getByRole('region', { name: /^Cluster / })
    .getByRole('img')
    .first();
  await picture.scrollIntoViewIfNeeded();
  await expect.poll(() => pictureText(picture)).not.toBe('');
  await expect(page.getByRole('region', { name: 'Silhouettes' }).locator('svg').first()).toBeVisible();
  // A sample on the map, and those that are near to it.
  await page.goto(`${path}?sample=0`);
  await expect(
    page
      .getByRole('region', { name: /^Sample #0/ })
      .getByRole('listitem')
      .first(),
  ).toBeVisible();
  await expectAccessible(page, 'public-experiment');
  await page.setViewportSize({ width: 390, height: 800 });
  await expectAccessible(page, 'public-experiment-phone');

  // Nothing on it was refused, and nothing leads into the workspace.
  expect(requests.filter((line) => !/^(200|204|304) /.test(line))).toEqual([]);
  expect(await page.locator('a[href^="/w"]').count()).toBe(0);
  await expect(page.getByText(/Operator|Demo workspace/)).toHaveCount(0);
  await expect(page.getByRole('button', { name: /^(Share|Cancel|Run again|Verify)$/ })).toHaveCount(0);
  expect((await ask(path, '{ workspace(slug: "demo") { name } }')).errors?.[0]?.extensions.code).toBe(
    'FORBIDDEN',
  );
  expect(await ask(path, `{ experiment(id: "${second.id}") { name } }`)).toEqual({
    data: { experiment: null },
  });

  await revoke(dialog);
  await page.reload();
  await expect(page.getByText(NOTHING)).toBeVisible();
  await page.goto(`/p/asl_${'x'.repeat(43)}`);
  await expect(page.getByText(NOTHING)).toBeVisible();
  await page.goto('/p/none');
  await expect(page.getByText(NOTHING)).toBeVisible();
  await expectAccessible(page, 'public-nothing');
});

test('a comparison is shared under a title, and each of its experiments opens below the link', async () => {
  await open(member, `/w/demo/compare?experiments=E-${first.number},E-${second.number}&index=ami`, 'Compare');
  const dialog = await share();
  await dialog.getByLabel('Title that visitors see').fill('Two looks at the discs');
  await dialog.getByRole('button', { name: 'Make a link' }).click();
  const path = await pathIn(dialog);
  await page.goto(path);
  await expect(page.getByRole('heading', { level: 1, name: 'Two looks at the discs' })).toBeVisible();
  await expect(page.getByRole('radio', { name: 'AMI' })).toBeChecked();
  await expect(page.getByRole('region', { name: 'Matched clusters' })).toBeVisible();
  await expectAccessible(page, 'public-comparison');
  await page.setViewportSize({ width: 390, height: 800 });
  await expectAccessible(page, 'public-comparison-phone');
  await page.setViewportSize({ width: 1280, height: 800 });
  await page
    .getByRole('link', { name: `E-${second.number}` })
    .first()
    .click();
  await expect(page.getByRole('heading', { level: 1 })).toContainText(`E-${second.number}`);
  await expect(
    page
      .getByRole('region', { name: /^Latents by/ })
      .locator('canvas')
      .first(),
  ).toBeVisible();
  await page.getByRole('link', { name: 'Back to Two looks at the discs' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Two looks at the discs' })).toBeVisible();
  expect(requests.filter((line) => !/^(200|204|304) /.test(line))).toEqual([]);
  await revoke(dialog);
  await page.reload();
  await expect(page.getByText(NOTHING)).toBeVisible();
});
