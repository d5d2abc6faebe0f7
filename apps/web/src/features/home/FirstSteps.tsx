'use client';

import { Button } from '@mantine/core';
import Link from 'next/link';
import { useEffect } from 'react';
import { useWorkspacePath } from '../session/session.tsx';
import classes from './FirstSteps.module.css';

const POLL_MS = 2000;

/** An empty workspace: what to do first. Looks again by itself, since a demo may be on its way. */
export function FirstSteps({ onArrived }: { onArrived: () => void }) {
  const to = useWorkspacePath();
  useEffect(() => {
    const timer = setInterval(onArrived, POLL_MS);
    return () => clearInterval(timer);
  }, [onArrived]);
  return (
    <section className={classes.steps} aria-labelledby="first-steps">
      <h2 id="first-steps">Nothing here yet</h2>
      <ol>
        <li>
          <strong>Bring in images.</strong> Make a data set and drop a folder of FITS files on it. Files that
          cannot be read are listed with the reason; the rest go on.
        </li>
        <li>
          <strong>Start an experiment.</strong> Its defaults work: images are prepared, an autoencoder learns
          features, the features are clustered.
        </li>
        <li>
          <strong>Look at the clusters.</strong> By sample number, on the map, and against the number of
          clusters.
        </li>
      </ol>
      <Button component={Link} href={to('/data')}>
        Make a data set
      </Button>
      <p className={classes.demo}>
        If this server was started with its demo, 150 generated discs are on their way: they appear here by
        themselves, and the terminal says how far they are.
      </p>
    </section>
  );
}
