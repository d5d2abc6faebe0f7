import {
  type BrowserContext,
  expect,
  type Locator,
  type Page,
  test,
  type WebSocketRoute,
} from '@playwright/test';
import { ask } from './ask.ts';
import { join } from './invitation.ts';
import { expectAccessible, expectNoOverflow, open } from './pages.ts';
import { readRunFile, sessionFile } from './stack.ts';

// Two people in two browsers write of one cluster of what the journey left, at once, and a viewer looks on.
test.describe.configure({ mode: 'serial' });

const { web: baseURL } = readRunFile();
const contexts: BrowserContext[] = [];
let owner: Page;
let guest: Page;
let path: string;
const failures: string[] = [];

/** A connection that can be cut and given back. */
class Line {
  #isCut = false;
  readonly #sockets = new Set<WebSocketRoute>();

  async lay(page: Page): Promise<void> {
    await page.routeWebSocket(/\/collab$/, (socket) => {
      if (this.#isCut) return socket.close();
      this.#sockets.add(socket);
      socket.connectToServer();
    });
  }

  async cut(): Promise<void> {
    this.#isCut = true;
    for (const socket of this.#sockets) await socket.close();
    this.#sockets.clear();
  }

  mend(): void {
    this.#isCut = false;
  }
}
const line = new Line();

/** What Tiptap hangs on the element of its text. */
type Edited = HTMLElement & {
  editor: { unregisterPlugin(name: string): void; commands: { insertContent(words: string): void } };
};

test.beforeAll(async ({ browser }) => {
  const newPage = async (storageState?: string) => {
    const context = await browser.newContext({ baseURL, ...(storageState ? { storageState } : {}) });
    contexts.push(context);
    const page = await context.newPage();
    page.on('pageerror', (error) => failures.push(error.message));
    return page;
  };
  owner = await newPage(sessionFile());
  guest = await newPage();
  await line.lay(guest);
  await join(guest, 'Barbara Liskov');
  path = await unwritten();
});
/** The page of a cluster of which nobody has written yet. */
async function unwritten(): Promise<string> {
  const { experiments } = await ask<Listed>(
    `{ experiments(workspace: "demo", filter: { status: [SUCCEEDED] }, first: 20) {
      edges { node { number clusters { label observation { id } } } } } }`,
  );
  for (const { node } of experiments.edges)
    for (const { label, observation } of node.clusters)
      if (label === 0 && !observation) return `/w/demo/experiments/E-${node.number}/clusters/${label}`;
  throw new Error('Somebody has written of every cluster 0.');
}

interface Listed {
  experiments: {
    edges: { node: { number: number; clusters: { label: number; observation: { id: string } | null }[] } }[];
  };
}

test.afterAll(async () => {
  for (const context of contexts) await context.close();
});

const text = (page: Page): Locator => page.getByRole('textbox', { name: 'Observation' });
const saved = (page: Page): Locator => page.getByText('Saved', { exact: true });
const tool = (page: Page, name: string): Locator =>
  page.getByRole('toolbar', { name: 'Text' }).getByRole('button', { name, exact: true });

async function openText(page: Page): Promise<void> {
  await open(page, path, /^Cluster \d+ of E-/);
  // Nobody types into a text that is not there yet.
  await expect(text(page)).toHaveAttribute('contenteditable', 'true');
}

/** Types behind all that is there. */
async function write(page: Page, words: string): Promise<void> {
  await text(page).click();
  await page.keyboard.press('Control+End');
  await caretIsSet(page);
  await page.keyboard.type(words);
}

/** What the browser did with the caret is told to the page with the next picture. */
const caretIsSet = (page: Page) =>
  page.evaluate(() => new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve))));

test('two type at once into one text, and each sees the caret of the other', async () => {
  await Promise.all([openText(owner), openText(guest)]);
  await write(owner, 'Seen by the first.');
  await owner.keyboard.press('Enter');
  await expect(text(guest)).toContainText('Seen by the first.');
  await write(guest, 'Seen by the second.');
  await expect(text(owner)).toContainText('Seen by the second.');
  await text(owner).locator('p').first().click();
  await owner.keyboard.press('Home');
  await caretIsSet(owner);
  // Letter by letter in both at once.
  await Promise.all([
    owner.keyboard.type('At the front. ', { delay: 30 }),
    guest.keyboard.type(' At the end.', { delay: 30 }),
  ]);
  const whole = ['At the front. Seen by the first.', 'Seen by the second. At the end.'];
  for (const page of [owner, guest]) {
    await expect(text(page).locator('p').nth(0)).toContainText(whole[0]!);
    await expect(text(page).locator('p').nth(1)).toContainText(whole[1]!);
  }
  await expect(text(owner).locator('[data-caret-of="Barbara Liskov"]')).toBeVisible();
  const here = owner.getByRole('list', { name: 'Who is in this document' });
  await expect(here.getByRole('listitem').first()).toHaveText(/Barbara Liskov$/);
  await expect(here.getByRole('listitem')).toHaveCount(2);
  for (const page of [owner, guest]) await expect(saved(page)).toBeVisible();
});

test('undo takes back what one typed oneself', async () => {
  await write(owner, ' Mine.');
  await write(guest, ' Theirs.');
  await expect(text(owner)).toContainText('Mine. Theirs.');
  // What is typed within half a second is taken back at once: how much that is, the machine decides.
  while (await tool(owner, 'Undo').isEnabled()) await owner.keyboard.press('Control+z');
  await expect(text(guest)).toHaveText('Seen by the second. At the end. Theirs.');
  await expect(tool(guest, 'Undo')).toBeEnabled();
});

test('samples, experiments, people and formulas become what they name', async () => {
  await write(owner, '\n#1');
  await expect(owner.getByRole('listbox', { name: 'Samples' }).getByRole('option').first()).toContainText(
    '#01',
  );
  await expectAccessible(owner, 'observation-samples');
  await owner.keyboard.press('Enter');
  // The space that people type is the one that came with the picture, and a full stop takes its place.
  await owner.keyboard.type(' beside #12 of E-1, $x^2$, for @Barb');
  await expect(owner.getByRole('option', { name: /Barbara Liskov/ }).first()).toBeVisible();
  await owner.keyboard.press('Enter');
  await owner.keyboard.type('. Done');
  await expect(text(guest)).toContainText(/#01 beside #12/);
  await expect(text(guest)).toContainText('@Barbara Liskov. Done');
  for (const page of [owner, guest]) {
    await expect(text(page).getByRole('link', { name: '#01' }).locator('img')).toBeVisible();
    await expect(text(page).getByRole('link', { name: '#12' })).toHaveAttribute('href', /\/samples\//);
    await expect(text(page).getByRole('link', { name: 'E-1' })).toHaveAttribute(
      'href',
      '/w/demo/experiments/E-1',
    );
    await expect(text(page).locator('.katex').first()).toBeVisible();
    await expect(text(page).getByText('@Barbara Liskov')).toBeVisible();
  }
});

test('a formula of the toolbar is what is typed next, and no key of the page', async () => {
  await write(owner, '\nHalf: ');
  await tool(owner, 'Formula').click();
  const latex = owner.getByRole('textbox', { name: 'Formula in LaTeX' });
  await expect(latex).toBeFocused();
  await owner.keyboard.type('\\frac{c}{2}');
  await expect(latex).toHaveValue('\\frac{c}{2}');
  await owner.keyboard.press('Enter');
  await owner.keyboard.type(' of it.');
  for (const page of [owner, guest]) {
    await expect(text(page).locator('p').filter({ hasText: 'Half:' }).locator('.mfrac')).toBeVisible();
    await expect(text(page)).toContainText('of it.');
  }
});

test('headings, lists, tasks, quotes and tables are set by tools, and seen by the other', async () => {
  await write(owner, '\nWhat to look at');
  await owner.getByLabel('Kind of paragraph').selectOption('Heading 2');
  await write(owner, '\nThe gap');
  await tool(owner, 'Tasks').click();
  await expect(tool(owner, 'Tasks')).toHaveAttribute('aria-pressed', 'true');
  await owner.keyboard.type('\n\n');
  await tool(owner, 'Table').click();
  await owner.keyboard.type('Ring');
  await tool(owner, 'Add a column to the right').click();
  await tool(owner, 'Delete the row').click();
  await expect(text(guest).getByRole('heading', { level: 2, name: 'What to look at' })).toBeVisible();
  await expect(text(guest).getByRole('checkbox')).toHaveCount(1);
  await expect(text(guest).getByRole('row')).toHaveCount(2);
  await expect(text(guest).getByRole('row').first().locator('th, td')).toHaveCount(4);
  await text(guest).getByRole('checkbox').check();
  await expect(text(owner).getByRole('checkbox')).toBeChecked();
});

test('a picture that is pasted is stored and shown; what is none is refused with what to do', async () => {
  const paste = (page: Page, type: string, name: string) =>
    text(page).evaluate(
      async (element, file) => {
        const canvas = Object.assign(document.createElement('canvas'), { width: 40, height: 30 });
        canvas.getContext('2d')!.fillRect(0, 0, 20, 30);
        const drawn = await new Promise<Blob>((resolve) => canvas.toBlob((blob) => resolve(blob!)));
        const clipboardData = new DataTransfer();
        clipboardData.items.add(
          new File([file.type === 'image/png' ? drawn : '<svg/>'], file.name, { type: file.type }),
        );
        element.dispatchEvent(
          new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }),
        );
      },
      { type, name },
    );
  await write(owner, 'Below the table.');
  await paste(owner, 'image/png', 'gap.png');
  for (const page of [owner, guest]) {
    const picture = text(page).locator('img[src*="/blobs/demo/"]');
    await expect(picture).toBeVisible();
    await expect.poll(() => picture.evaluate((image: HTMLImageElement) => image.naturalWidth)).toBe(40);
  }
  await text(owner).locator('img[src*="/blobs/demo/"]').click();
  await owner.getByRole('textbox', { name: 'What the picture shows' }).pressSequentially('A gap');
  await expect(text(guest).getByText('A gap', { exact: true })).toBeVisible();
  await paste(owner, 'image/svg+xml', 'gap.svg');
  const refused = owner.getByText('gap.svg cannot be shown here. Send it as PNG, JPEG or WebP.');
  await expect(refused).toBeVisible();
  await owner.getByRole('button', { name: 'Close the message' }).click();
  await expect(refused).toBeHidden();
});

test('a script in a link is harmless', async () => {
  await write(owner, '\nhere');
  await owner.keyboard.press('Shift+Home');
  await caretIsSet(owner);
  await tool(owner, 'Link').click();
  const form = owner.getByRole('dialog', { name: 'Link' });
  await form.getByLabel('Address').fill('javascript:alert(1)');
  await form.getByRole('button', { name: 'Set link' }).click();
  await expect(form.getByText('Links begin with https://, http:// or mailto:.')).toBeVisible();
  await form.getByLabel('Address').fill('example.org/discs');
  await form.getByRole('button', { name: 'Set link' }).click();
  await expect(text(guest).getByRole('link', { name: 'here' })).toHaveAttribute(
    'href',
    'https://example.org/discs',
  );
  // What is pasted as a page's own text.
  await write(owner, '\n');
  await text(owner).evaluate((element) => {
    const clipboardData = new DataTransfer();
    clipboardData.setData(
      'text/html',
      '<a href="javascript:window.slippedIn = true">press</a><img src="x" onerror="window.slippedIn = true"><script>window.slippedIn = true</script>',
    );
    element.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }));
  });
  await expect(text(guest)).toContainText('press');
  await expect(text(guest).locator('a[href^="javascript"], script, img[src="x"]')).toHaveCount(0);
  for (const page of [owner, guest]) expect(await page.evaluate(() => 'slippedIn' in window)).toBe(false);
});

test('what is typed without a connection is kept, and merged on return; a closed tab loses nothing', async () => {
  await line.cut();
  await expect(guest.getByText(/^Offline/)).toBeVisible();
  await write(guest, '\nTyped without a connection.');
  await write(owner, '\nTyped meanwhile.');
  await expect(saved(owner)).toBeVisible();
  await expect(text(guest)).not.toContainText('Typed meanwhile.');
  await guest.close();
  guest = await contexts[1]!.newPage();
  guest.on('pageerror', (error) => failures.push(error.message));
  await line.lay(guest);
  await openText(guest);
  await expect(text(guest)).toContainText('Typed without a connection.');
  await expect(text(owner)).not.toContainText('Typed without a connection.');
  line.mend();
  for (const page of [owner, guest]) {
    await expect(text(page)).toContainText('Typed without a connection.');
    await expect(text(page)).toContainText('Typed meanwhile.');
    await expect(saved(page)).toBeVisible();
  }
  const before = await text(owner).innerText();
  await owner.reload();
  await expect.poll(() => text(owner).innerText()).toBe(before);
});

test('a paste that makes the text too long is not taken; what the server refused can be dropped', async () => {
  await openText(owner);
  const long = 'word '.repeat(12_000);
  const before = await text(guest).innerText();
  await write(owner, '\n');
  await text(owner).evaluate((element, words) => {
    const clipboardData = new DataTransfer();
    clipboardData.setData('text/plain', words);
    element.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }));
  }, long);
  await expect(
    owner.getByText(/^A text may have 50.000 characters: the last change was not taken/),
  ).toBeVisible();
  await owner.keyboard.type('Short.');
  await expect(text(guest)).toContainText('Short.');
  await expect(owner.getByText(/^A text may have/)).toHaveCount(0);
  // A page that does not look.
  await text(owner).evaluate((element, words) => {
    const { editor } = element as Edited;
    editor.unregisterPlugin('textLimit');
    editor.commands.insertContent(words);
  }, long.repeat(2));
  await expect(owner.getByText(/^A text may have 100,000 characters/)).toBeVisible();
  await expect(text(owner)).toHaveAttribute('contenteditable', 'false');
  await owner.reload();
  await expect(owner.getByText(/^A text may have 100,000 characters/)).toBeVisible();
  owner.once('dialog', (dialog) => void dialog.accept());
  await owner.getByRole('button', { name: 'Drop it and go on with what is saved' }).click();
  await expect(text(owner)).toHaveAttribute('contenteditable', 'true');
  await expect(saved(owner)).toBeVisible();
  expect(await text(owner).innerText()).toBe(await text(guest).innerText());
  expect(await text(guest).innerText()).toContain(before.slice(0, 40));
});

test('a viewer reads along and sees carets, and cannot type', async ({ browser }) => {
  const context = await browser.newContext({ baseURL });
  contexts.push(context);
  const viewer = await context.newPage();
  viewer.on('pageerror', (error) => failures.push(error.message));
  await join(viewer, 'Mary Somerville', 'VIEWER');
  await open(viewer, path, /^Cluster 0 of E-/);
  await expect(text(viewer)).toContainText('Typed meanwhile.');
  await expect(viewer.getByText('You may read this, not write')).toBeVisible();
  await expect(viewer.getByRole('toolbar')).toHaveCount(0);
  await expect(text(viewer)).toHaveAttribute('contenteditable', 'false');
  await write(owner, '\nFor whoever looks on.');
  await expect(text(viewer)).toContainText('For whoever looks on.');
  await expect(text(viewer).locator('[data-caret-of]').first()).toBeVisible();
  const before = await text(viewer).innerText();
  await text(viewer).click();
  await viewer.keyboard.type('Not mine to write');
  expect(await text(viewer).innerText()).toBe(before);
  await expectAccessible(viewer, 'observation-viewer');
});

test('it reads well in both themes, wide and on a phone', async () => {
  await expectAccessible(owner, 'observation');
  await owner.setViewportSize({ width: 390, height: 844 });
  await expectAccessible(owner, 'phone-observation');
  await expectNoOverflow(owner);
  await owner.setViewportSize({ width: 1280, height: 800 });
});

test('the page of an experiment leads to it, and has a text of its own', async () => {
  await open(owner, path.replace(/\/clusters\/0$/, '#clusters'), /^E-/);
  await owner.getByRole('link', { name: 'Observation of Cluster 0' }).click();
  await expect(owner.getByRole('heading', { level: 1, name: /^Cluster 0 of E-/ })).toBeVisible();
  await open(owner, path.replace(/\/clusters\/0$/, '#observation'), /^E-/);
  await expect(text(owner)).toBeVisible();
  await expect(text(owner)).not.toContainText('Seen by the first.');
  await write(owner, 'Of the whole experiment.');
  await expect(saved(owner)).toBeVisible();
});

test('who signs out leaves no copy of what is saved in the browser, and loses nothing that is not', async ({
  browser,
}) => {
  const context = await browser.newContext({ baseURL });
  contexts.push(context);
  const leaving = await context.newPage();
  const ownLine = new Line();
  await ownLine.lay(leaving);
  await join(leaving, 'Emmy Noether');
  await openText(leaving);
  await write(leaving, ' Hers.');
  await expect(saved(leaving)).toBeVisible();
  const other = `${path.slice(0, path.lastIndexOf('/'))}/1`;
  await open(leaving, other, /^Cluster 1 of E-/);
  await expect(saved(leaving)).toBeVisible();
  const copies = () =>
    leaving.evaluate(async () => (await indexedDB.databases()).map(({ name }) => name?.split('/')[1]));
  expect(await copies()).toEqual(['observations', 'observations']);
  await ownLine.cut();
  await expect(leaving.getByText(/^Offline/)).toBeVisible();
  await write(leaving, 'Not saved yet.');
  await leaving.getByRole('button', { name: /^Sign out/ }).click();
  await expect(leaving).toHaveURL(/\/sign-in/);
  await expect.poll(copies).toEqual(['observations']);
});

test('nothing went wrong unseen', () => {
  expect(failures).toEqual([]);
});
