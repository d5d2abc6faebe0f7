import { expect, type Page } from '@playwright/test';
import { ask } from './ask.ts';

/** Invites somebody to the demo workspace, who makes an account in this page and joins. */
export async function join(page: Page, name: string, role: 'EDITOR' | 'VIEWER' = 'EDITOR'): Promise<void> {
  const invite = `mutation { inviteMember(input: { workspace: "demo", role: ${role} }) { invitation { url } } }`;
  const { inviteMember } = await ask<{ inviteMember: { invitation: { url: string } } }>(invite);
  await page.goto(new URL(inviteMember.invitation.url).pathname);
  await page.getByLabel('Your name').fill(name);
  await page.getByLabel('Address').fill(`${name.split(' ')[0]?.toLowerCase()}-${Date.now()}@example.org`);
  await page.getByRole('textbox', { name: 'Password' }).fill('flow-matic compiler');
  await page.getByRole('button', { name: 'Make an account' }).click();
  await page.getByRole('button', { name: 'Join Demo workspace' }).click();
  await expect(page).toHaveURL(/\/w\/demo$/);
}
