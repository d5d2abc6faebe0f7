'use client';

import { Button } from '@mantine/core';
import { IconEyeOff } from '@tabler/icons-react';
import Link from 'next/link';
import { type ReactNode, useEffect, useState } from 'react';
import { useQuery } from 'urql';
import { Loading } from '../../../ui/States.tsx';
import { useWorkspacePath } from '../../session/session.tsx';
import classes from './Review.module.css';
import { reviewPath } from './ReviewPanel.tsx';
import { CLUSTER_REVIEWS } from './reviewDocuments.ts';

interface WordsGateProps {
  clusterId: string;
  /** What people wrote. */
  children: ReactNode;
}

/** Holds back what others wrote of a cluster from those who are to answer its blind review first; they may still choose to read. */
export function WordsGate({ clusterId, children }: WordsGateProps) {
  const to = useWorkspacePath();
  const [isRead, setRead] = useState(false);
  // Asked anew, whatever is kept: words that were once seen cannot be taken back.
  const [{ data, error, stale }] = useQuery({
    query: CLUSTER_REVIEWS,
    variables: { id: clusterId },
    requestPolicy: 'network-only',
  });
  const cluster = data?.node && 'reviews' in data.node ? data.node : null;
  const waiting = cluster?.reviews.find(({ mayReadWords }) => !mayReadWords);
  // Reviews that cannot be read must not keep anybody from the text.
  const mayRead = error !== undefined || (cluster !== null && !stale && !waiting);
  // A review that begins later takes the text from nobody who has it open.
  useEffect(() => {
    if (mayRead) setRead(true);
  }, [mayRead]);
  if (isRead || mayRead) return children;
  if (!waiting) return <Loading height={320} />;
  return (
    <section className={classes.gate} aria-label="Blind review first">
      <IconEyeOff size={20} stroke={1.6} aria-hidden />
      <p>
        A blind review of this cluster is open. Answer it before you read what others wrote, so that nobody is
        led.
      </p>
      <div className={classes.actions}>
        <Button size="xs" component={Link} href={to(reviewPath(waiting.id))}>
          Answer it
        </Button>
        <Button size="xs" variant="default" onClick={() => setRead(true)}>
          Read all the same
        </Button>
      </div>
    </section>
  );
}
