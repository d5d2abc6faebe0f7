'use client';

import { Button } from '@mantine/core';
import { IconListNumbers } from '@tabler/icons-react';
import dynamic from 'next/dynamic';
import { useState } from 'react';
import { useSession } from '../../session/session.tsx';

const WholeStudyDialog = dynamic(
  () => import('./WholeStudyDialog.tsx').then((module) => module.WholeStudyDialog),
  { ssr: false },
);

interface WholeStudyButtonProps {
  /** The version it is run on; without one, a data set is chosen. */
  versionId?: string;
}

/** Runs every model, both normalisations and three clusterers on a data set, after saying what that takes. */
export function WholeStudyButton({ versionId }: WholeStudyButtonProps) {
  const { workspace } = useSession();
  // Null until it is asked for: only then is it loaded.
  const [isOpen, setOpen] = useState<boolean | null>(null);
  if (workspace.role === 'VIEWER') return null;
  return (
    <>
      <Button
        variant="default"
        leftSection={<IconListNumbers size={16} aria-hidden />}
        onClick={() => setOpen(true)}
      >
        Run the whole study
      </Button>
      {isOpen !== null && (
        <WholeStudyDialog versionId={versionId} isOpen={isOpen} onClose={() => setOpen(false)} />
      )}
    </>
  );
}
