'use client';

import { Button } from '@mantine/core';
import { IconShare2 } from '@tabler/icons-react';
import { useState } from 'react';
import { Dialog } from '../../ui/Dialog.tsx';
import { experimentId } from '../../ui/format.ts';
import { useSession } from '../session/session.tsx';
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
      <Dialog title={`Share ${what}`} isOpen={isOpen} onClose={() => setOpen(false)} size="lg">
        <SharePanel {...shared} />
      </Dialog>
    </>
  );
}
