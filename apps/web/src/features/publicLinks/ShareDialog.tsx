'use client';

import { Dialog } from '../../ui/Dialog.tsx';
import { experimentId } from '../../ui/format.ts';
import { type Shared, SharePanel } from './SharePanel.tsx';

interface ShareDialogProps {
  shared: Shared;
  isOpen: boolean;
  onClose: () => void;
}

/** The public links to an experiment or a comparison, in a dialogue. */
export function ShareDialog({ shared, isOpen, onClose }: ShareDialogProps) {
  const [first] = shared.experiments;
  const what = shared.experiments.length === 1 && first ? experimentId(first.number) : 'this comparison';
  return (
    <Dialog title={`Share ${what}`} isOpen={isOpen} onClose={onClose} size="lg">
      <SharePanel {...shared} />
    </Dialog>
  );
}
