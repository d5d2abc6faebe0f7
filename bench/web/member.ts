import { randomBytes } from 'node:crypto';
import { z } from 'zod';
import { ask } from '../../e2e/ask.ts';
import type { RunFile } from '../../e2e/stack.ts';

const invited = z.object({ inviteMember: z.object({ invitation: z.object({ url: z.string() }) }) });

/** A new member of the workspace, signed in: the header that a browser sends its cookie with. */
export async function signInMember(run: RunFile, workspace: string): Promise<string> {
  const name = `bench-${randomBytes(4).toString('hex')}`;
  const input = { workspace, role: 'EDITOR' };
  const query =
    'mutation ($input: InviteMemberInput!) { inviteMember(input: $input) { invitation { url } } }';
  const { inviteMember } = invited.parse(await ask(query, { input }, run));
  const invitation = new URL(inviteMember.invitation.url).pathname.split('/').at(-1) ?? '';
  const body = { name, email: `${name}@example.org`, password: randomBytes(16).toString('hex'), invitation };
  const made = await post(`${run.web}/api/auth/sign-up/email`, body, { origin: run.web });
  const cookie = made.headers
    .getSetCookie()
    .map((line) => line.split(';')[0])
    .join('; ');
  const accept =
    'mutation ($input: AcceptInvitationInput!) { acceptInvitation(input: $input) { problems { message } } }';
  await post(
    run.api,
    { query: accept, variables: { input: { token: invitation } } },
    { cookie, 'apollo-require-preflight': 'true' },
  );
  return cookie;
}

async function post(url: string, body: unknown, headers: Record<string, string>): Promise<Response> {
  const options = { method: 'POST', body: JSON.stringify(body) };
  const response = await fetch(url, {
    ...options,
    headers: { 'content-type': 'application/json', ...headers },
  });
  if (!response.ok) throw new Error(`${url} answered with ${response.status}: ${await response.text()}`);
  return response;
}
