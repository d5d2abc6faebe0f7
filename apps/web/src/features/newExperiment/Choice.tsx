import type { ReactNode } from 'react';
import { Hint } from './fieldTexts.tsx';
import classes from './NewExperiment.module.css';

interface ChoiceProps {
  label: string;
  hint: string;
  was?: string | undefined;
  error?: string | undefined;
  children: ReactNode;
}

/** A labelled choice between a few, explained where it is made. */
export function Choice({ label, hint, was, error, children }: ChoiceProps) {
  return (
    <div className={classes.choice}>
      <span className={classes.label}>{label}</span>
      <span className={classes.hint}>
        <Hint text={hint} was={was} />
      </span>
      {children}
      {error && (
        <span className={classes.error} role="alert">
          {error}
        </span>
      )}
    </div>
  );
}
