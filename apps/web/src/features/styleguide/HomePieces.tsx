'use client';

import { Panel } from '../../ui/Panel.tsx';
import { AwaitingLook } from '../home/AwaitingLook.tsx';
import { KeyList } from '../keys/KeyHelp.tsx';
import { SessionContext } from '../session/session.tsx';
import { OWNER } from './PeoplePieces.tsx';

const OVER = {
  name: 'conv 64 / per channel / k-means',
  status: 'SUCCEEDED' as const,
  failure: null,
  clusteringWarnings: [],
  recommendation: 'k = 3 is best, silhouette .553.',
};
const WEAK = { message: 'The structure is weak: look at the members before naming them.' };
const LOST = { message: 'The loss became infinite in epoch 3. Use a smaller learning rate.' };
const AWAITING = [
  { ...OVER, id: '40', number: 40 },
  { ...OVER, id: '41', number: 41, clusteringWarnings: [WEAK] },
  { ...OVER, id: '42', number: 42, status: 'FAILED' as const, failure: LOST, recommendation: null },
];
const KEYS = [
  { name: 'In the table', lines: [[['↑', '↓'], 'previous, next row'] as const] },
  { name: 'Everywhere', lines: [[['g', 'h'], 'go to Home'] as const, [['?'], 'this list'] as const] },
];

/** What awaits a look, by how badly it needs one, and the list of keys. */
export function HomePieces() {
  return (
    <>
      <SessionContext.Provider value={OWNER}>
        <AwaitingLook rows={AWAITING} more={12} />
      </SessionContext.Provider>
      <Panel title="Keys">
        <KeyList groups={KEYS} />
      </Panel>
    </>
  );
}
