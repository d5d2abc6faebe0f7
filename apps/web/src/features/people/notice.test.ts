import { expect, test } from 'vitest';
import { closedReason } from './notice.ts';

const open = {
  status: 'OPEN',
  workspaceName: 'Discs',
  role: 'EDITOR',
  invitedBy: 'Ada',
  email: null,
  expiresAt: null,
} as const;
const nothing = { workspaceName: null, role: null, invitedBy: null };

test('an open invitation is not closed; others say what became of them and whom to ask', () => {
  expect(closedReason(open)).toBeNull();
  expect(closedReason({ ...open, status: 'EXPIRED' })).toMatch(/to Discs has run out. Ask Ada/);
  expect(closedReason({ ...open, status: 'ACCEPTED', invitedBy: null })).toMatch(/ask an owner/);
  for (const status of ['REVOKED', 'NOT_FOUND'] as const)
    expect(closedReason({ ...open, ...nothing, status })).not.toMatch(/null/);
});
