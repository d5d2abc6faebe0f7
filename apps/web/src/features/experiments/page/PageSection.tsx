'use client';

import { type ReactNode, useRef } from 'react';
import classes from './PageSection.module.css';
import type { PageSectionName } from './sections.ts';
import { useDue } from './useDue.ts';

interface PageSectionProps {
  section: PageSectionName;
  /** From 0; the first is there at once, the others when they come into view. */
  place: number;
  /** Whether its name stands above it: not above a single panel of that name. */
  isTitled?: boolean;
  /** Whether there is nothing to read in it on paper. */
  isScreenOnly?: boolean;
  children: ReactNode;
}

/** A part of the page that the address can name. */
export function PageSection({
  section: { id, name },
  place,
  isTitled = false,
  isScreenOnly = false,
  children,
}: PageSectionProps) {
  const element = useRef<HTMLDivElement>(null);
  const isDue = useDue(element, place);
  return (
    <div
      id={id}
      ref={element}
      className={`${classes.section} ${isScreenOnly ? classes.screen : ''}`}
      data-waiting={!isDue || undefined}
    >
      {isTitled && <h2 className={classes.title}>{name}</h2>}
      {isDue && children}
    </div>
  );
}
