'use client';

import { Button } from '@mantine/core';
import { IconArrowRight } from '@tabler/icons-react';
import { useState } from 'react';
import { ClusterName } from '../../ui/ClusterName.tsx';
import { formatCount } from '../../ui/format.ts';
import classes from './Compare.module.css';
import type { Mover } from './compareDocuments.ts';
import { type MoverGroup, moverGroups } from './moverGroups.ts';
import { SampleRow } from './SampleRow.tsx';

interface MoversProps {
  movers: readonly Mover[];
  /** Of the two experiments. */
  names: readonly [string, string];
  path: (sampleId: string) => string | null;
}

/** Samples whose cluster is not the counterpart of the one they were in, by the way they went. */
export function Movers({ movers, names, path }: MoversProps) {
  return (
    <div className={classes.movers}>
      <h3>
        {movers.length === 0
          ? 'Nobody moved'
          : `${formatCount(movers.length)} ${movers.length === 1 ? 'sample' : 'samples'} moved`}
      </h3>
      <div className={classes.groups}>
        {moverGroups(movers).map((group) => (
          <Group key={`${group.from} ${group.to}`} group={group} names={names} path={path} />
        ))}
      </div>
    </div>
  );
}

const FIRST = 24;

interface GroupProps extends Omit<MoversProps, 'movers'> {
  group: MoverGroup<Mover>;
}

function Group({ group: { from, to, movers }, names, path }: GroupProps) {
  const [isWhole, setIsWhole] = useState(false);
  const shown = isWhole ? movers : movers.slice(0, FIRST);
  return (
    <section>
      <h4>
        <span className={`number ${classes.faint}`}>{names[0]}</span>
        <ClusterName label={from} />
        <IconArrowRight size={14} aria-label="to" />
        <span className={`number ${classes.faint}`}>{names[1]}</span>
        <ClusterName label={to} />
        <span className="number">{formatCount(movers.length)}</span>
      </h4>
      <SampleRow samples={shown.map(({ sample }) => sample)} path={path} />
      {movers.length > shown.length && (
        <Button variant="default" size="xs" onClick={() => setIsWhole(true)}>
          {formatCount(movers.length - shown.length)} more
        </Button>
      )}
    </section>
  );
}
