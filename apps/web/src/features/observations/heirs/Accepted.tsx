import { IconCheck } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import classes from './Heirs.module.css';

/** That a person passed an observation on. */
export function Accepted({ children }: { children: ReactNode }) {
  return (
    <span className={classes.accepted}>
      <IconCheck size={14} aria-hidden />
      {children}
    </span>
  );
}
