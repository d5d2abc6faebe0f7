'use client';

import { Button } from '@mantine/core';
import { useState } from 'react';
import { CopyTable } from '../../ui/CopyTable.tsx';
import { Day } from '../../ui/Day.tsx';
import { Dialog } from '../../ui/Dialog.tsx';
import { PageLink } from '../../ui/PageLink.tsx';
import { Panel } from '../../ui/Panel.tsx';
import { ScrollRegion } from '../../ui/ScrollRegion.tsx';
import { ServedImage } from '../../ui/ServedImage.tsx';
import { Sparkline } from '../../ui/Sparkline.tsx';
import { Tags } from '../../ui/Tags.tsx';
import { TimeAgo } from '../../ui/TimeAgo.tsx';
import { ExperimentTable } from '../experiments/ExperimentTable.tsx';
import { ExperimentGrid } from '../experiments/list/ExperimentGrid.tsx';
import { KeysProvider } from '../keys/KeysProvider.tsx';
import { SessionContext } from '../session/session.tsx';
import { ROWS } from './exampleExperiments.ts';
import { OWNER } from './PeoplePieces.tsx';
import classes from './StyleguidePage.module.css';

const COLUMNS = {
  shown: ['name', 'status', 'silhouette', 'clusters', 'loss', 'created'],
  widths: { name: 320 },
  pinned: 1,
};
const PLACED = new Map(ROWS.entries());
const GROUP = { key: 'conv', name: 'Convolutional', count: ROWS.length, bestSilhouette: 0.553 };
const TABLE = [
  ['ID', 'Silhouette'],
  ['E-42', 0.553],
];
// A green square.
const PICTURE =
  'data:image/svg+xml,%3Csvg xmlns=%22http://www.w3.org/2000/svg%22 viewBox=%220 0 1 1%22%3E%3Crect width=%221%22 height=%221%22 fill=%22%23009e73%22/%3E%3C/svg%3E';
const ignore = () => undefined;

/** Tables of experiments, what stands in their cells, and what opens above a page. */
export function TablePieces() {
  const [isOpen, setOpen] = useState(false);
  return (
    <SessionContext.Provider value={OWNER}>
      <div className={classes.stack}>
        <Panel title="In cells" action={<CopyTable table={TABLE} label="example" />}>
          <div className={classes.row}>
            <Sparkline values={[0.9, 0.4, 0.2, 0.16, 0.13]} label="Loss that falls" />
            <Sparkline values={[0.3, -0.1, 0.4, 0.2]} label="Loss below 0" />
            <Sparkline values={[0.2, 0.2]} label="Loss that stays" />
            <span>
              <Tags
                tags={['gap', 'a tag as long as sixty letters allow it to be, which is too long']}
                isArchived
              />
            </span>
            <TimeAgo at="2025-03-01T09:30:00Z" />
            <Day at="2025-03-01T09:30:00Z" />
            <PageLink href="/styleguide">A page that can be opened</PageLink>
            <PageLink href={null}>one that cannot</PageLink>
          </div>
          <ScrollRegion className={classes.row} aria-label="What scrolls by itself">
            <ServedImage src={PICTURE} alt="Sample #17" width={48} height={48} />
          </ScrollRegion>
          <Button variant="default" onClick={() => setOpen(true)}>
            Open a dialog
          </Button>
          <Dialog title="Rename the comparison" isOpen={isOpen} onClose={() => setOpen(false)}>
            What is asked or told above the page.
          </Dialog>
        </Panel>
        <Panel title="Few experiments">
          <ExperimentTable rows={ROWS} bestId="42" />
        </Panel>
        <Panel title="Many experiments">
          <KeysProvider everywhere={{ name: 'Everywhere', lines: [], actions: () => ({}) }}>
            <ExperimentGrid
              stretches={[{ group: GROUP, isOpen: true, rows: PLACED, total: ROWS.length + 1 }]}
              columns={COLUMNS}
              onColumns={ignore}
              orders={[{ field: 'SILHOUETTE', direction: 'DESC' }]}
              onOrder={ignore}
              selected={new Set(['41'])}
              onSelect={ignore}
              onSelectBetween={ignore}
              onSelectNone={ignore}
              onOpen={ignore}
              onToggleGroup={ignore}
              onWant={ignore}
            />
          </KeysProvider>
        </Panel>
      </div>
    </SessionContext.Provider>
  );
}
