'use client';

import { useIntersection } from '@mantine/hooks';
import { type ReactNode, useEffect, useId, useState } from 'react';
import { Loading } from '../../../ui/States.tsx';
import classes from './Report.module.css';
import { stepAnchor } from './steps.ts';

interface ReportStepProps {
  number: number;
  title: string;
  /** What the step says, in words. */
  say: ReactNode;
  /** Whether it is shown before anybody comes to see it, as on paper. */
  isWhole: boolean;
  /** Pixels that it takes about, so that little jumps when it comes. */
  height: number;
  children: ReactNode;
}

// Read ahead of whoever scrolls.
const MARGIN = '600px 0px';

/** One step of the report; what it shows is asked for when it comes near. */
export function ReportStep({ number, title, say, isWhole, height, children }: ReportStepProps) {
  const heading = useId();
  const { ref, entry } = useIntersection<HTMLElement>({ rootMargin: MARGIN });
  const [isSeen, setSeen] = useState(false);
  useEffect(() => {
    if (entry?.isIntersecting) setSeen(true);
  }, [entry?.isIntersecting]);
  return (
    <section ref={ref} id={stepAnchor(number)} className={classes.step} aria-labelledby={heading}>
      <h2 id={heading} className={classes.heading}>
        <span className={classes.number}>{number}</span>
        {title}
      </h2>
      <div className={classes.say}>{say}</div>
      {isSeen || isWhole ? children : <Loading height={height} label={title} />}
    </section>
  );
}
