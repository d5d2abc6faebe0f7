import type { ReactNode } from 'react';
import classes from './Panel.module.css';

interface PanelProps {
  title: string;
  /** The conclusion in words, above what shows it. */
  say?: ReactNode;
  action?: ReactNode;
  children: ReactNode;
}

/** A titled part of a page, with one hairline around it. */
export function Panel({ title, say, action, children }: PanelProps) {
  return (
    <section className={classes.panel} aria-label={title}>
      <header className={classes.header}>
        <h2 className={classes.title}>{title}</h2>
        {action}
      </header>
      {say && <p className={classes.say}>{say}</p>}
      {children}
    </section>
  );
}
