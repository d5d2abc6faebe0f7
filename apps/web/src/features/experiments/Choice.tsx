import type { ReactNode } from 'react';
import classes from './NewExperimentPage.module.css';

interface ChoiceProps {
  label: string;
  hint: string;
  error?: string | undefined;
  children: ReactNode;
}

/** A labelled choice between a few, explained where it is made. */
export function Choice({ label, hint, error, children }: ChoiceProps) {
  return (
    <div className={classes.choice}>
      <span className={classes.label}>{label}</span>
      <span className={classes.hint}>{hint}</span>
      {children}
      {error && (
        <span className={classes.error} role="alert">
          {error}
        </span>
      )}
    </div>
  );
}
