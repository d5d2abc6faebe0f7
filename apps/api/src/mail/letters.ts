import type { Role } from '@asterism/db';
import type { Letter } from './mailer.ts';

const FOOTER = 'If you did not expect this, leave it alone: nothing happens without the link.';

const letter = (to: string, subject: string, ...paragraphs: string[]): Letter => ({
  to,
  subject: oneLine(subject),
  text: `${paragraphs.join('\n\n')}\n\n${FOOTER}\n`,
});

export function signInLetter({ email, url }: { email: string; url: string }): Letter {
  return letter(email, 'Sign in to Asterism', 'Open this link to sign in. It works once.', url);
}

export function passwordLetter({ email, url }: { email: string; url: string }): Letter {
  return letter(
    email,
    'Set your Asterism password',
    'Open this link to set a new password. It works once.',
    url,
  );
}

export interface InvitationFacts {
  email: string;
  url: string;
  workspace: string;
  role: Role;
  inviter: string;
  expiresAt: Date;
}

const MAY: Record<Role, string> = {
  OWNER: 'look at everything, work, and invite others',
  EDITOR: 'look at everything and work',
  VIEWER: 'look at everything',
};

export function invitationLetter({
  email,
  url,
  workspace,
  role,
  inviter,
  expiresAt,
}: InvitationFacts): Letter {
  return letter(
    email,
    `Join ${workspace} on Asterism`,
    `${oneLine(inviter)} invites you to the workspace ${oneLine(workspace)}, where you may ${MAY[role]}.`,
    url,
    `The invitation can be accepted until ${expiresAt.toISOString().slice(0, 16).replace('T', ' ')} UTC.`,
  );
}

/** Names are chosen by users; in a subject or a sentence they stay on their line. */
function oneLine(text: string): string {
  return text.replaceAll(/\s+/g, ' ').trim();
}
