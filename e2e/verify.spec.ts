import { expect, type Page, test } from '@playwright/test';
import { asterism } from './asterism.ts';
import { expectAccessible, openWithToken } from './pages.ts';
import { type TrainedExperiment, trainExperiment } from './trained.ts';

// An experiment run again, from its page and from the command line. The token signs in, as for the viewer.
test.describe.configure({ mode: 'serial' });

let page: Page;
let experiment: TrainedExperiment;

test.beforeAll(async ({ browser }) => {
  experiment = await trainExperiment('To verify', 'kind: CONV, epochs: 200, batchSize: 8');
  page = await openWithToken(browser);
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
