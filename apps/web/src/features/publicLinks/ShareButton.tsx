'use client';

import { Button } from '@mantine/core';
import { IconShare2 } from '@tabler/icons-react';
import dynamic from 'next/dynamic';
import { useState } from 'react';
import { useSession } from '../session/session.tsx';
import type { Shared } from './SharePanel.tsx';

const ShareDialog = dynamic(() => import('./ShareDialog.tsx').then((module) => module.ShareDialog), {
  ssr: false,
});

/** For editors and owners: public links to an experiment or to a comparison of several. */
export function ShareButton(shared: Shared) {
  const { workspace } = useSession();
  // Null until it is asked for: only then is it loaded.
  const [isOpen, setOpen] = useState<boolean | null>(null);
  if (workspace.role === 'VIEWER') return null;
  return (
    <>
      <Button
        variant="default"
        leftSection={<IconShare2 size={16} stroke={1.6} aria-hidden />}
        onClick={() => setOpen(true)}
      >
        Share
      </Button>
      {isOpen !== null && <ShareDialog shared={shared} isOpen={isOpen} onClose={() => setOpen(false)} />}
    </>
  );
}
