'use client';

import { useState } from 'react';
import { Panel } from '../../ui/Panel.tsx';
import { NotificationRows } from '../notifications/NotificationRows.tsx';
import { CommentForm } from '../observations/comments/CommentForm.tsx';
import { type Attention, ThreadList } from '../observations/comments/ThreadList.tsx';
import { FieldsForm } from '../observations/fields/FieldsForm.tsx';
import { SessionContext } from '../session/session.tsx';
import { COMMENTING, THREADS } from './exampleComments.ts';
import { OWNER } from './PeoplePieces.tsx';
import classes from './StyleguidePage.module.css';

const FIELDS = {
  label: 'One wide gap',
  kind: 'PHYSICAL' as const,
  confidence: 'HIGH' as const,
  tags: ['gap', 'face-on'],
};
const NOTHING = { label: null, kind: null, confidence: null, tags: [] };
const TOLD = {
  id: 'a',
  at: '2025-03-01T09:30:00Z',
  sentence: 'Cecilia Payne mentioned you in a comment on cluster 2 of E-42.',
  isRead: false,
  actor: { id: 'cecilia', name: 'Cecilia Payne' },
  workspace: OWNER.workspace,
  comment: null,
  subject: { __typename: 'Experiment' as const, id: 'e', number: 42 },
};
const NOTIFICATIONS = [
  TOLD,
  { ...TOLD, id: 'b', isRead: true, sentence: 'Cecilia Payne answered you on E-42.' },
  {
    ...TOLD,
    id: 'c',
    actor: null,
    subject: null,
    workspace: { id: 'b', slug: 'b', name: 'Barred spirals' },
    sentence: 'You were mentioned in the observation of the study Rings.',
  },
];
const doNothing = () => undefined;

/** What stands beside an observation’s text, and what people are told of it. */
export function ObservationPieces() {
  const [attention, setAttention] = useState<Attention>({ activeId: 'words', replyingId: null });
  return (
    <SessionContext.Provider value={OWNER}>
      <Panel title="Threads">
        <ThreadList
          threads={THREADS}
          onWords={['words']}
          commenting={COMMENTING}
          attention={attention}
          onAttention={setAttention}
          onShowWords={doNothing}
        />
      </Panel>
      <Panel title="Fields of an observation">
        <div className={classes.stack}>
          <FieldsForm fields={FIELDS} mayWrite onChange={doNothing} onTags={doNothing} />
          <FieldsForm fields={NOTHING} mayWrite onChange={doNothing} onTags={doNothing} />
          <FieldsForm fields={FIELDS} mayWrite={false} onChange={doNothing} onTags={doNothing} />
          <CommentForm
            label="Comment on the whole"
            verb="Comment"
            members={COMMENTING.members}
            onSend={(body) => COMMENTING.add({ body })}
            onCancel={doNothing}
            takesFocus={false}
          />
        </div>
      </Panel>
      <Panel title="Notifications">
        <NotificationRows rows={NOTIFICATIONS} onRead={doNothing} />
      </Panel>
    </SessionContext.Provider>
  );
}
