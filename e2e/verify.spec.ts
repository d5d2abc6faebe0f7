import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, type Page, test } from '@playwright/test';
import { asterism } from './asterism.ts';
import { expectAccessible } from './pages.ts';
import { discs, home, readRunFile } from './stack.ts';

// An experiment run again, from its page and from the command line. The token signs in, as for the viewer.
test.describe.configure({ mode: 'serial' });

interface Row {
  id: string;
  number: number;
  dataset: { name: string };
}

let page: Page;
let experiment: Row;

test.beforeAll(async ({ browser }) => {
  expect((await asterism('import', discs(), '--dataset', 'To verify')).status).toBe(0);
  const study = join(home(), 'verify.yaml');
  writeFileSync(
    study,
    'name: To verify\npreprocessings: [{ channels: [0], size: 32 }]\nmodels: [{ kind: CONV, epochs: 200, batchSize: 8 }]\nclusterings: [{ algorithm: KMEANS }]\n',
  );
  expect((await asterism('run', study, '--dataset', 'To verify', '--wait')).errors).toBe('');
  const { lines } = await asterism('experiments', '--json');
  experiment = lines
    .map((line) => JSON.parse(line) as Row)
    .find(({ dataset }) => dataset.name === 'To verify')!;
  const { web, token } = readRunFile();
  const context = await browser.newContext({
    baseURL: web,
    extraHTTPHeaders: { authorization: `Bearer ${token}` },
  });
  page = await context.newPage();
});
test.afterAll(() => page.context().close());

test('a verification is followed, stopped, started again and found identical, without a reload', async () => {
  await page.goto(`/w/demo/experiments/${encodeURIComponent(experiment.id)}`);
  const panel = page.getByRole('region', { name: 'Verification' });
  await panel.getByRole('button', { name: 'Verify', exact: true }).click();
  await expect(panel.getByText(/Training the model, epoch \d+ of 200/)).toBeVisible();
  await panel.getByRole('button', { name: 'Stop verifying' }).click();
  await expect(panel.getByText('The last verification was stopped.')).toBeVisible();
  await panel.getByRole('button', { name: 'Verify again' }).click();
  await expect(panel.getByText('Identical: every stage gave the same bytes.')).toBeVisible({
    timeout: 60_000,
  });
  await expect(panel.getByRole('button', { name: 'Verify again' })).toBeVisible();
  await expectAccessible(page, 'verification');
});

test('the command line verifies too, and says the same to scripts', async () => {
  const told = await asterism('verify', `E-${experiment.number}`, '--wait');
  expect(told.errors).toBe('');
  expect(told.lines.at(-1)).toBe(`E-${experiment.number}: identical, every stage gave the same bytes`);
  const { lines, status } = await asterism('verify', `E-${experiment.number}`, '--wait', '--json');
  expect(status).toBe(0);
  expect(JSON.parse(lines.at(-1)!)).toMatchObject({
    experiment: `E-${experiment.number}`,
    status: 'SUCCEEDED',
    identical: true,
    labelAgreement: 1,
    largestLatentDifference: 0,
    differences: [],
  });
  expect((await asterism('verify', 'E-999')).errors).toContain('There is no experiment E-999');
});
