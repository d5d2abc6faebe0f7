'use client';

import { Panel } from '../../ui/Panel.tsx';
import { AuditTable } from '../audit/AuditTable.tsx';
import { InvitationsPanel } from '../people/InvitationsPanel.tsx';
import { MembersPanel } from '../people/MembersPanel.tsx';
import { Problem } from '../people/Problem.tsx';
import { Secret } from '../people/Secret.tsx';
import { type Session, SessionContext } from '../session/session.tsx';
import classes from './StyleguidePage.module.css';

const ADA = { id: 'ada', name: 'Ada Lovelace', email: 'ada@example.org' };
const CECILIA = { id: 'cecilia', name: 'Cecilia Payne', email: 'cecilia@example.org' };
// Long ago, so that the pictures of this page stay as they are.
const THEN = '2025-03-01T09:30:00Z';

export const OWNER: Session = {
  user: ADA,
  workspaces: [],
  workspace: { id: 'discs', slug: 'discs', name: 'Discs', role: 'OWNER' },
  system: {
    version: '',
    backend: 'native',
    threads: 4,
    workers: 1,
    queueDepth: 0,
    uploadUrl: '/uploads',
    readsServerFolders: false,
  },
  refresh: () => undefined,
};
const MEMBERS = [
  { role: 'OWNER' as const, since: THEN, user: ADA },
  { role: 'VIEWER' as const, since: THEN, user: CECILIA },
];
const INVITATION = { role: 'EDITOR' as const, expiresAt: THEN, invitedBy: ADA };
const INVITATIONS = [
  { ...INVITATION, id: 'mailed', email: 'henrietta@example.org' },
  { ...INVITATION, id: 'open', email: null },
];
const DEED = { actor: ADA, verb: 'started', tokenName: null, at: THEN };
const DEEDS = [
  { ...DEED, id: '3', sentence: 'Ada Lovelace started E-42 on Discs.', tokenName: 'nightly import' },
  { ...DEED, id: '2', sentence: 'Ada Lovelace made Cecilia Payne viewer instead of editor.' },
  {
    ...DEED,
    id: '1',
    at: '2025-02-27T17:00:00Z',
    sentence: 'Ada Lovelace created the workspace Discs.',
  },
];
const doNothing = () => undefined;

/** What manages people, as an owner sees it, with people made up. */
export function PeoplePieces() {
  return (
    <>
      <SessionContext.Provider value={OWNER}>
        <MembersPanel members={MEMBERS} onChange={doNothing} />
        <InvitationsPanel invitations={INVITATIONS} onChange={doNothing} />
      </SessionContext.Provider>
      <Panel title="Problems and secrets">
        <Problem sentence="A workspace needs an owner: make somebody else one first." />
        <div className={classes.stack}>
          <Secret label="Keep it now: it is shown once." value="ast_x7w0m8Yq2nN4c1tJr5Zk9bVd3sGh6pLa" />
        </div>
      </Panel>
      <Panel title="What was done">
        <AuditTable entries={DEEDS} />
      </Panel>
    </>
  );
}
