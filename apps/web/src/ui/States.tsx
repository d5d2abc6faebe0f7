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

interface EmptyProps {
  title: string;
  /** Whether it is all that the page shows: its title is the page's then. */
  isPage?: boolean;
  children?: ReactNode;
  action?: ReactNode;
}

/** A list with nothing in it yet: what belongs here and how to get it. */
export function Empty({ title, isPage = false, children, action }: EmptyProps) {
  const Title = isPage ? 'h1' : 'p';
  return (
    <div className={classes.empty}>
      <Title className={classes.title}>{title}</Title>
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
