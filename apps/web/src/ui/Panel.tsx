import type { ReactNode } from 'react';
import classes from './Panel.module.css';

interface PanelProps {
  title: string;
  /** The conclusion in words, above what shows it. */
  say?: ReactNode;
  action?: ReactNode;
  /** Before the title, such as a colour. */
  mark?: ReactNode;
  /** Whether what is shown grows to the panel's height. */
  isFilled?: boolean;
  children: ReactNode;
}

/** A titled part of a page, with one hairline around it. */
export function Panel({ title, say, action, mark, isFilled = false, children }: PanelProps) {
  return (
    <section className={`${classes.panel} ${isFilled ? classes.filled : ''}`} aria-label={title}>
      <header className={classes.header}>
        <h2 className={classes.title}>
          {mark}
          {title}
        </h2>
        {action}
      </header>
      {say && <p className={classes.say}>{say}</p>}
      {children}
    </section>
  );
}
