import { type BrowserContext, expect, type Locator, type Page, test } from '@playwright/test';
import { ask } from './ask.ts';
import { join } from './invitation.ts';
import { expectAccessible, expectNoOverflow, open } from './pages.ts';
import { readRunFile, sessionFile } from './stack.ts';

// Two people in two browsers, on a cluster of what the journey left: one writes, the other sees it and never reloads.
test.describe.configure({ mode: 'serial' });

const { web: baseURL } = readRunFile();
const GUEST = 'Katherine Johnson';
let contexts: [BrowserContext, BrowserContext];
let owner: Page;
let guest: Page;
let guestId: string;
let path: string;
let heading: RegExp;
const failures: string[] = [];

interface Found {
  edges: { node: { number: number; clusters: { label: number; observation: unknown }[] } }[];
}
interface Members {
  workspace: { members: { user: { id: string; name: string } }[] };
}

test.beforeAll(async ({ browser }) => {
  contexts = [
    await browser.newContext({ baseURL, storageState: sessionFile() }),
    await browser.newContext({ baseURL }),
  ];
  [owner, guest] = [await contexts[0].newPage(), await contexts[1].newPage()];
  for (const page of [owner, guest]) page.on('pageerror', (error) => failures.push(error.message));
  await join(guest, GUEST);
  const { workspace } = await ask<Members>('{ workspace(slug: "demo") { members { user { id name } } } }');
  guestId = workspace.members.find(({ user }) => user.name === GUEST)!.user.id;
  const { experiments } = await ask<{ experiments: Found }>(
    '{ experiments(workspace: "demo", filter: { status: [SUCCEEDED] }, first: 1) { edges { node { number clusters { label observation { id } } } } } }',
  );
  const { number, clusters } = experiments.edges[0]!.node;
  // One of which nobody has written.
  const { label } = clusters.find((cluster) => cluster.label >= 0 && !cluster.observation)!;
  path = `/w/demo/experiments/E-${number}/clusters/${label}`;
  heading = new RegExp(`^Cluster ${label} of E-${number}`);
});
test.afterAll(async () => {
  for (const context of contexts) await context.close();
});

const region = (page: Page, name: string): Locator => page.getByRole('region', { name, exact: true });
const text = (page: Page): Locator => page.getByRole('textbox', { name: 'Observation' });
const bell = (page: Page): Locator => page.getByRole('button', { name: /^Notifications/ });
const openThreads = (page: Page): Locator =>
  region(page, 'Comments').getByRole('list', { name: 'Open threads' }).locator('> li');
/** The words in the text that a thread is on. */
const marked = (page: Page): Locator => text(page).locator('[data-thread]');

test('what one says in few words the other sees, and both may say more at once', async () => {
  await open(owner, path, heading);
  await open(guest, path, heading);
  const [ours, theirs] = [region(owner, 'In few words'), region(guest, 'In few words')];
  await ours.getByLabel('Label').pressSequentially('One wide gap');
  await expect(theirs.getByLabel('Label')).toHaveValue('One wide gap');
  // What another writes before it moves the caret along.
  await theirs.getByLabel('Label').press('End');
  await ours.getByLabel('Label').press('Home');
  await ours.getByLabel('Label').pressSequentially('Discs: ');
  await expect(theirs.getByLabel('Label')).toHaveValue('Discs: One wide gap');
  await theirs.getByLabel('Label').pressSequentially('s');
  await expect(ours.getByLabel('Label')).toHaveValue('Discs: One wide gaps');
  await ours.getByLabel('Label').pressSequentially('all ');
  await expect(theirs.getByLabel('Label')).toHaveValue('Discs: all One wide gaps');
  await ours.getByLabel('Label').fill('One wide gap');
  await expect(theirs.getByLabel('Label')).toHaveValue('One wide gap');
  await theirs.getByLabel('Kind').selectOption('Physical');
  await expect(ours.getByLabel('Kind')).toHaveValue('PHYSICAL');
  await ours.getByLabel('Confidence').selectOption('High');
  await expect(theirs.getByLabel('Confidence')).toHaveValue('HIGH');
  await Promise.all(
    [ours, theirs].map(async (fields, i) => {
      await fields.getByRole('combobox', { name: 'Tags' }).pressSequentially(`tag ${i}`);
      await fields.getByRole('combobox', { name: 'Tags' }).press('Enter');
    }),
  );
  for (const fields of [ours, theirs])
    for (const tag of ['tag 0', 'tag 1']) await expect(fields.getByText(tag, { exact: true })).toBeVisible();
  await ours.getByRole('button', { name: 'Add to representatives' }).click();
  const picker = owner.getByRole('dialog', { name: 'Add to representatives' });
  await picker.getByLabel('ID number').fill('3');
  await picker.getByRole('button', { name: '#03' }).click();
  await expect(picker.getByRole('button', { name: '#03' })).toHaveAttribute('aria-pressed', 'true');
  await expectAccessible(owner, 'observation-picker');
  await owner.keyboard.press('Escape');
  const chosen = theirs.getByRole('list', { name: 'Representatives' }).getByRole('link', { name: '#03' });
  await expect(chosen.locator('img')).toBeVisible();
  await theirs.getByRole('button', { name: 'Add to counter-examples' }).click();
  await guest.getByRole('dialog').getByLabel('ID number').fill('5');
  await guest.getByRole('dialog').getByRole('button', { name: '#05' }).click();
  await guest.keyboard.press('Escape');
  const counter = ours.getByRole('list', { name: 'Counter-examples' });
  await expect(counter.getByRole('link', { name: '#05' })).toBeVisible();
  await counter.getByRole('listitem').first().hover();
  await counter.getByRole('button', { name: 'Take #05 out' }).click();
  await expect(theirs.getByRole('link', { name: '#05' })).toHaveCount(0);
});

test('words are commented on, and the one who is named hears of it at once', async () => {
  await guest.goto('/w/demo/studies');
  await expect(bell(guest)).toHaveAccessibleName('Notifications');
  await text(owner).click();
  await owner.keyboard.type('The gap lies at half of the radius. ');
  await expect(owner.getByText(/^Saved/)).toBeVisible();
  // "gap", from the fifth letter on.
  await owner.keyboard.press('Home');
  for (let i = 0; i < 4; i++) await owner.keyboard.press('ArrowRight');
  for (let i = 0; i < 3; i++) await owner.keyboard.press('Shift+ArrowRight');
  await expect(owner.getByRole('toolbar', { name: 'Selection' }).getByRole('button')).toHaveCount(5);
  await owner.keyboard.press('Control+Alt+KeyM');
  const field = owner.getByLabel('Comment on these words');
  await expect(field).toBeFocused();
  await expect(marked(owner)).toHaveText('gap');
  await field.pressSequentially('Is it one, @kath');
  await expect(owner.getByRole('option', { name: GUEST })).toHaveAttribute('aria-selected', 'true');
  await expectAccessible(owner, 'comment-being-written');
  await field.press('Enter');
  await expect(field).toHaveValue(`Is it one, @${GUEST} `);
  await field.press('Control+Enter');
  await expect(openThreads(owner)).toHaveCount(1);
  await expect(openThreads(owner)).toContainText(`Is it one, @${GUEST}`);
  await expect(bell(guest)).toHaveAccessibleName('Notifications: 1 not read');
  await bell(guest).click();
  const told = guest.getByRole('dialog', { name: 'Notifications' });
  await expect(told.getByRole('listitem')).toHaveCount(1);
  await expect(told.getByRole('link')).toContainText('mentioned you');
  await expectAccessible(guest, 'notifications');
  await guest.setViewportSize({ width: 390, height: 844 });
  await expectAccessible(guest, 'phone-notifications');
  await guest.setViewportSize({ width: 1280, height: 800 });
  await told.getByRole('link').click();
  await expect(guest.getByRole('heading', { level: 1, name: heading })).toBeVisible();
  await expect(guest).toHaveURL(/\/clusters\/\d+#comment-/);
  await expect(openThreads(guest).first()).toHaveAttribute('data-active', 'true');
  await expect(openThreads(guest).first()).toBeInViewport();
  await expect(bell(guest)).toHaveAccessibleName('Notifications');
  await expect(region(guest, 'Comments').getByText('1 new', { exact: true })).toBeVisible();
  await expect(marked(guest)).toHaveText('gap');
});

test('the words of a comment stay its words, whatever is written around them', async () => {
  await text(guest).click();
  await guest.keyboard.press('Home');
  await guest.keyboard.type('See: ');
  await expect(text(owner)).toContainText('See: The gap lies');
  for (const page of [owner, guest]) await expect(marked(page)).toHaveText('gap');
  await text(owner).click();
  await owner.keyboard.press('End');
  await owner.keyboard.type('Measured twice.');
  await expect(text(guest)).toContainText('Measured twice.');
  for (const page of [owner, guest]) await expect(marked(page)).toHaveText('gap');
});

test('a thread is answered, reacted to, resolved and opened again before the eyes of the other', async () => {
  const thread = openThreads(guest).first();
  await thread.getByRole('button', { name: 'Reply', exact: true }).click();
  await thread.getByRole('textbox', { name: 'Reply' }).fill('One, and #03 shows it.');
  await thread.getByRole('button', { name: 'Reply', exact: true }).click();
  await expect(openThreads(owner)).toContainText('One, and #03 shows it.');
  await expect(openThreads(owner).getByText('new', { exact: true })).toHaveCount(1);
  await openThreads(owner).getByRole('button', { name: 'React' }).last().click();
  await owner
    .getByRole('dialog', { name: 'React' })
    .getByRole('button', { name: /agree$/ })
    .first()
    .click();
  await expect(thread.getByRole('button', { name: /^👍/ })).toContainText('1');
  await thread.getByRole('button', { name: /^👍/ }).click();
  await expect(openThreads(owner).getByRole('button', { name: /^👍 You and/ })).toContainText('2');
  await expectAccessible(owner, 'observation-comments');
  await owner.setViewportSize({ width: 390, height: 844 });
  await expectAccessible(owner, 'phone-observation-comments');
  await expectNoOverflow(owner);
  await owner.setViewportSize({ width: 1280, height: 800 });
  await thread.getByRole('button', { name: 'Resolve' }).click();
  await expect(openThreads(owner)).toHaveCount(0);
  await expect(marked(owner)).toHaveCount(0);
  const folded = region(owner, 'Comments').getByRole('button', { name: '1 resolved' });
  if ((await folded.getAttribute('aria-expanded')) === 'false') await folded.click();
  await expect(region(owner, 'Comments').getByText('no longer in the text')).toHaveCount(0);
  await region(owner, 'Comments').getByRole('button', { name: 'Reopen' }).click();
  await expect(openThreads(guest)).toHaveCount(1);
  await expect(marked(guest)).toHaveText('gap');
});

test('keys go through the threads, and a comment on the whole needs no selection', async () => {
  await owner.getByRole('heading', { level: 1 }).click();
  await owner.keyboard.press('c');
  const whole = owner.getByLabel(/^Comment on/);
  await expect(whole).toBeFocused();
  await whole.fill('All of it is new.');
  await whole.press('Control+Enter');
  await expect(openThreads(guest)).toHaveCount(2);
  await owner.getByRole('heading', { level: 1 }).click();
  await owner.keyboard.press('j');
  await owner.keyboard.press('j');
  await owner.keyboard.press('e');
  await expect(openThreads(guest)).toHaveCount(1);
  await owner.keyboard.press('k');
  await owner.keyboard.press('r');
  await expect(owner.getByRole('textbox', { name: 'Reply' })).toBeFocused();
  await owner.keyboard.press('Escape');
  await expect(owner.getByRole('textbox', { name: 'Reply' })).toHaveCount(0);
});

test('what was not read awaits one on Home, and is read there', async () => {
  // Who has the comments in sight has read them.
  await expect(bell(owner)).toHaveAccessibleName('Notifications');
  await open(owner, '/w/demo', 'Demo workspace');
  await region(guest, 'Comments').getByRole('button', { name: 'Comment', exact: true }).click();
  await guest.getByLabel('Comment on the whole').fill('Look at it once more.');
  await guest.keyboard.press('Control+Enter');
  await expect(openThreads(guest)).toHaveCount(2);
  const waiting = region(owner, 'For you');
  await expect(waiting.getByRole('listitem')).not.toHaveCount(0);
  await expectAccessible(owner, 'home-for-you');
  await bell(owner).click();
  await owner.getByRole('button', { name: 'Mark all as read' }).click();
  await expect(waiting).toHaveCount(0);
  await expect(bell(owner)).toHaveAccessibleName('Notifications');
  await owner.keyboard.press('Escape');
});

test('a viewer reads all of it and changes nothing', async () => {
  const role = (name: string) =>
    ask(
      `mutation { changeRole(input: { workspace: "demo", userId: "${guestId}", role: ${name} }) { problems { code } } }`,
    );
  await role('VIEWER');
  await open(guest, path, heading);
  const fields = region(guest, 'In few words');
  await expect(fields.getByText('One wide gap')).toBeVisible();
  await expect(fields.getByRole('textbox')).toHaveCount(0);
  await expect(fields.getByRole('link', { name: '#03' })).toBeVisible();
  await expect(fields.getByRole('button')).toHaveCount(0);
  await expect(openThreads(guest)).toHaveCount(2);
  await expect(
    region(guest, 'Comments').getByRole('button', { name: /Comment|Reply|Resolve|React$/ }),
  ).toHaveCount(0);
  await expectAccessible(guest, 'observation-viewer');
  await role('EDITOR');
});

test('nothing went wrong unseen', () => {
  expect(failures).toEqual([]);
});
