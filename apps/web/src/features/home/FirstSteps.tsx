'use client';

import Link from 'next/link';
import { useEffect } from 'react';
import { Empty } from '../../ui/States.tsx';
import { useWorkspacePath } from '../session/session.tsx';

const POLL_MS = 2000;

/** An empty workspace: what to do first. Looks again by itself, since a demo may be on its way. */
export function FirstSteps({ onArrived }: { onArrived: () => void }) {
  const to = useWorkspacePath();
  useEffect(() => {
    const timer = setInterval(onArrived, POLL_MS);
    return () => clearInterval(timer);
  }, [onArrived]);
  return (
    <Empty title="Nothing here yet">
      <p>
        <Link href={to('/data')}>Make a data set</Link> and drop a folder of FITS files on it; then start an
        experiment: its defaults work.
      </p>
      <p>
        If this server was started with its demo, 150 generated discs are on their way: they appear here by
        themselves, and the terminal says how far they are.
      </p>
    </Empty>
  );
}
