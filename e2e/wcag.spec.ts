import { type BrowserContext, expect, type Page, test } from '@playwright/test';
import { ask } from './ask.ts';
import { expectAccessible, expectNoOverflow } from './pages.ts';
import { NOWHERE, pathOf, ROUTES, type Things, thingsOf } from './routes.ts';
import { readRunFile } from './stack.ts';

// Every page of the web, in both themes, wide and on a phone, with data and without. Stands on the journey, which leaves
// a data set and experiments, and on the study of the command line where it ran; makes an empty workspace of its own.
interface Row {
  /** What a picture of it is called. */
  name: string;
  /** What is there once the page is drawn. */
  ready: string | RegExp;
  /** The same without any data; absent where the page shows none. */
  bare?: string | RegExp;
  /** Within which something is not ours to mend. */
  but?: readonly string[];
  /** Behind a sign-in. */
  isPublic?: boolean;
}

const PAGES: Readonly<Record<string, Row>> = {
  '/': { name: 'root', ready: /./ },
  '/sign-in': { name: 'sign-in', ready: 'Asterism', isPublic: true },
  '/set-password': { name: 'set-password', ready: 'Asterism', isPublic: true },
  '/styleguide': { name: 'styleguide', ready: 'Style guide', isPublic: true },
  '/invitations/[token]': { name: 'invitation', ready: 'Asterism', isPublic: true },
  '/p/[token]': { name: 'public-link', ready: 'This link shows nothing', isPublic: true },
  '/w/[workspace]': { name: 'home', ready: /workspace$/, bare: 'Bare' },
  '/w/[workspace]/api': {
    name: 'api',
    ready: 'API',
    // GraphiQL's tabs hold the buttons that close them, which axe calls nested.
    but: ['.graphiql-tabs'],
  },
  '/w/[workspace]/compare': { name: 'compare', ready: 'Compare', bare: 'Compare' },
  '/w/[workspace]/data': { name: 'data', ready: 'Data', bare: 'Data' },
  '/w/[workspace]/data/[dataset]': { name: 'data-set', ready: /./, bare: 'There is no such data set' },
  '/w/[workspace]/data/[dataset]/samples/[sample]': {
    name: 'sample',
    ready: /^Sample/,
    bare: 'There is no such sample',
  },
  '/w/[workspace]/experiments': { name: 'experiments', ready: 'Experiments', bare: 'Experiments' },
  '/w/[workspace]/experiments/new': {
    name: 'new-experiment',
    ready: 'New experiment',
    bare: 'New experiment',
  },
  '/w/[workspace]/experiments/[experiment]': {
    name: 'experiment',
    ready: /^E-\d+ /,
    bare: 'There is no experiment E-999',
  },
  '/w/[workspace]/experiments/[experiment]/clusters/[label]': {
    name: 'cluster',
    ready: /^Cluster 0 of E-\d+$/,
    bare: 'There is no experiment E-999',
  },
  '/w/[workspace]/observations': { name: 'observations', ready: 'Observations', bare: 'Observations' },
  '/w/[workspace]/people': { name: 'people', ready: 'People', bare: 'People' },
  '/w/[workspace]/people/audit': { name: 'audit', ready: /./, bare: /./ },
  '/w/[workspace]/reviews/[review]': {
    name: 'review',
    ready: /^Does it belong/,
    bare: 'There is no such review',
  },
  '/w/[workspace]/studies': { name: 'studies', ready: 'Studies', bare: 'Studies' },
  '/w/[workspace]/studies/[study]': { name: 'study', ready: /./, bare: 'There is no such study' },
  [NOWHERE]: { name: 'nothing-here', ready: /./, isPublic: true },
};
const SIZES = { wide: { width: 1280, height: 800 }, phone: { width: 390, height: 844 } } as const;

let context: BrowserContext;
let page: Page;
let things: Things;
const failures: string[] = [];

test.beforeAll(async ({ browser }) => {
  const { web, token } = readRunFile();
  context = await browser.newContext({
    baseURL: web,
    extraHTTPHeaders: { authorization: `Bearer ${token}` },
    // What moves while it is looked at is not judged.
    reducedMotion: 'reduce',
  });
  page = await context.newPage();
  page.on('pageerror', (error) => failures.push(error.message));
  await ensureStudy();
  things = { ...(await thingsOf('demo')), review: await beginReview() };
  await ask('mutation { createWorkspace(input: { name: "Bare", slug: "bare" }) { problems { message } } }');
});
test.afterAll(() => context.close());

/** A study of what the journey trained, where no spec before made one. */
async function ensureStudy(): Promise<void> {
  const { studies, datasets } = await ask<{
    studies: { edges: unknown[] };
    datasets: { edges: { node: { latestVersion: { id: string } } }[] };
  }>(
    '{ studies(workspace: "demo") { edges { node { id } } } datasets(workspace: "demo") { edges { node { latestVersion { id } } } } }',
  );
  if (studies.edges.length > 0) return;
  const input = {
    workspace: 'demo',
    name: 'Small',
    datasetVersionId: datasets.edges[0]?.node.latestVersion.id,
    preprocessings: [{ channels: [0], size: 32 }],
    models: [{ kind: 'DENSE', epochs: 2 }],
    clusterings: [{ algorithm: 'KMEANS' }],
  };
  await ask('mutation ($input: CreateStudyInput!) { createStudy(input: $input) { problems { message } } }', {
    input,
  });
}

/** One that is open, or one that is begun; not of cluster 0, whose words would be held back from whoever looks at its page. */
async function beginReview(): Promise<string> {
  interface Listed {
    experiments: {
      edges: {
        node: { clusters: { id: string; label: number; reviews: { id: string; status: string }[] }[] };
      }[];
    };
  }
  const { experiments } = await ask<Listed>(
    `{ experiments(workspace: "demo", filter: { status: [SUCCEEDED] }, first: 5) {
      edges { node { clusters { id label reviews { id status } } } }
    } }`,
  );
  const clusters = experiments.edges.flatMap(({ node }) => node.clusters).filter(({ label }) => label > 0);
  const open = clusters.flatMap(({ reviews }) => reviews).find(({ status }) => status === 'OPEN');
  if (open) return open.id;
  for (const { id: clusterId } of clusters) {
    const { createReview } = await ask<{ createReview: { review: { id: string } | null } }>(
      'mutation ($input: CreateReviewInput!) { createReview(input: $input) { review { id } } }',
      { input: { clusterId } },
    );
    if (createReview.review) return createReview.review.id;
  }
  throw new Error('No cluster is large enough for a review.');
}

/** Opens it, waits until nothing is loading, and has it checked and photographed in both themes. */
async function look(
  path: string,
  picture: string,
  { ready, but }: Pick<Row, 'ready' | 'but'>,
): Promise<void> {
  await page.goto(path);
  await expect(page.getByRole('heading', { level: 1, name: ready }).first()).toBeVisible();
  // The style guide shows what loading looks like.
  if (!path.startsWith('/styleguide')) await settled();
  await expectAccessible(page, picture, but);
  await expectNoOverflow(page);
}

/** Nothing on the page is a place for what is still to come. */
const settled = () => expect(page.getByRole('status', { name: /^Loading/ })).toHaveCount(0);

test('every route has its row', () => {
  expect(Object.keys(PAGES).sort()).toEqual([...ROUTES, NOWHERE].sort());
});

for (const [size, viewport] of Object.entries(SIZES))
  for (const [route, row] of Object.entries(PAGES)) {
    test(`${route} reads well, ${size}`, async () => {
      await page.setViewportSize(viewport);
      await look(pathOf(route, 'demo', things), `${row.name}-${size}`, row);
      if (row.bare)
        await look(pathOf(route, 'bare', {}), `${row.name}-bare-${size}`, { ...row, ready: row.bare });
    });
  }

for (const [size, viewport] of Object.entries(SIZES))
  test(`what opens reads well, ${size}`, async () => {
    await page.setViewportSize(viewport);
    const close = () => page.keyboard.press('Escape');
    await page.goto('/w/demo/experiments');
    await expect(page.getByRole('heading', { level: 1, name: 'Experiments' })).toBeVisible();
    await settled();
    await page.keyboard.press('Control+k');
    await expect(
      page.getByRole('dialog', { name: 'Find or go to' }).getByRole('option').first(),
    ).toBeVisible();
    await expectAccessible(page, `opened-palette-${size}`);
    await close();
    await page.keyboard.press('?');
    await expect(page.getByRole('dialog', { name: 'Keys' })).toBeVisible();
    await expectAccessible(page, `opened-keys-${size}`);
    await close();
    for (const menu of ['Columns', 'Views']) {
      await page.getByRole('button', { name: menu, exact: true }).click();
      await expect(page.getByRole('dialog', { name: menu })).toBeVisible();
      await expectAccessible(page, `opened-${menu.toLowerCase()}-${size}`);
      await close();
    }
    await page.getByLabel('Find experiments').fill('st');
    await expect(page.getByRole('listbox').getByRole('option').first()).toBeVisible();
    await expectAccessible(page, `opened-words-${size}`);
    await page.goto(pathOf('/w/[workspace]/experiments/[experiment]', 'demo', things));
    await page.getByRole('button', { name: 'Share' }).click();
    await expect(page.getByRole('dialog')).toBeVisible();
    await expectAccessible(page, `opened-share-${size}`);
    await close();
    await page.goto('/w/demo/data');
    await page.getByRole('button', { name: 'New data set' }).click();
    await expect(page.getByLabel('Name of the data set')).toBeVisible();
    await expectAccessible(page, `opened-new-data-set-${size}`);
    await page.goto(pathOf('/w/[workspace]/data/[dataset]', 'demo', things));
    await settled();
    for (const section of ['Channels', 'Catalogue', 'Files']) {
      await page.getByRole('tab', { name: section }).click();
      await expect(page.getByRole('tabpanel', { name: section })).toBeVisible();
      await settled();
      await expectAccessible(page, `section-${section.toLowerCase()}-${size}`);
    }
  });

test('nothing went wrong unseen', () => {
  expect(failures).toEqual([]);
});
