import Link from 'next/link';
import type { ReactNode } from 'react';
import { formatCount } from '../../ui/format.ts';
import classes from './HomePage.module.css';

interface SectionProps {
  name: string;
  count?: number;
  /** Where all of them are. */
  all?: string;
  children: ReactNode;
}

/** A part of Home under its name. */
export function Section({ name, count = 0, all, children }: SectionProps) {
  return (
    <section className={classes.section} aria-label={name}>
      <div className={classes.sectionHead}>
        <h2>
          {name}
          {count > 0 && <span className={classes.count}>{formatCount(count)}</span>}
        </h2>
        {all && <Link href={all}>All</Link>}
      </div>
      {children}
    </section>
  );
}
