'use client';

import { Button, Modal } from '@mantine/core';
import { IconShare2 } from '@tabler/icons-react';
import { useState } from 'react';
import { experimentId } from '../../ui/format.ts';
import { useSession } from '../session/session.tsx';
import classes from './Share.module.css';
import { type Shared, SharePanel } from './SharePanel.tsx';

/** For editors and owners: public links to an experiment or to a comparison of several. */
export function ShareButton(shared: Shared) {
  const { workspace } = useSession();
  const [isOpen, setOpen] = useState(false);
  if (workspace.role === 'VIEWER') return null;
  const [first] = shared.experiments;
  const what = shared.experiments.length === 1 && first ? experimentId(first.number) : 'this comparison';
  return (
    <>
      <Button
        variant="default"
        leftSection={<IconShare2 size={16} stroke={1.6} aria-hidden />}
        onClick={() => setOpen(true)}
      >
        Share
      </Button>
      {/* In parts, since the whole has a header that would be the page's second banner. */}
      <Modal.Root opened={isOpen} onClose={() => setOpen(false)} size="lg">
        <Modal.Overlay />
        <Modal.Content>
          <div className={classes.head}>
            <Modal.Title>Share {what}</Modal.Title>
            <Modal.CloseButton aria-label="Close" />
          </div>
          <Modal.Body>
            <SharePanel {...shared} />
          </Modal.Body>
        </Modal.Content>
      </Modal.Root>
    </>
  );
}
