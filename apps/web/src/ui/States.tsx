'use client';

import { Button, Skeleton } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import classes from './States.module.css';

/** Takes the place of what is loading, in its size, so that nothing jumps. */
export function Loading({ height = 160, label = 'Loading' }: { height?: number; label?: string }) {
  return (
    <div role="status" aria-label={label} className={classes.loading}>
      <Skeleton height={height} radius={6} />
    </div>
  );
}

/** A list with nothing in it yet: what belongs here and how to get it. */
export function Empty({
  title,
  children,
  action,
}: {
  title: string;
  children?: ReactNode;
  action?: ReactNode;
}) {
  return (
    <div className={classes.empty}>
      <p className={classes.title}>{title}</p>
      {children && <div className={classes.text}>{children}</div>}
      {action}
    </div>
  );
}

/** What went wrong, and a way on. */
export function ErrorState({ message, onRetry }: { message: string; onRetry?: () => void }) {
  return (
    <div className={classes.error} role="alert">
      <IconAlertTriangle size={18} aria-hidden />
      <span>{message}</span>
      {onRetry && (
        <Button variant="default" size="xs" onClick={onRetry}>
          Try again
        </Button>
      )}
    </div>
  );
}
