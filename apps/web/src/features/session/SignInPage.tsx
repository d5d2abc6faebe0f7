'use client';

import { Code } from '@mantine/core';
import { useSearchParams } from 'next/navigation';
import { PasswordForm } from './PasswordForm.tsx';
import classes from './SignInPage.module.css';

const REASONS: Record<string, string> = {
  INVALID_TOKEN: 'This link was used before, or was cut short. Each link works once.',
  EXPIRED_TOKEN: 'This link is too old. A new one is made at every start.',
};

/** How to get in, and why a link did not work. */
export function SignInPage() {
  const error = useSearchParams().get('error');
  return (
    <main className={classes.page}>
      <div className={classes.card}>
        <h1 className={classes.name}>
          <Mark /> Asterism
        </h1>
        <p className={classes.lead}>Find groups in images nobody has labelled.</p>
        {error && (
          <p className={classes.error} role="alert">
            {REASONS[error] ?? 'This link did not work.'}
          </p>
        )}
        <h2 className={classes.heading}>Sign in</h2>
        <PasswordForm onDone={() => window.location.assign('/')} />
        <h2 className={classes.heading}>Or by a link</h2>
        <p>
          Open the one-time link that <Code>npm start</Code> printed in the terminal. It signs this browser in
          and then is spent.
        </p>
        <p className={classes.hint}>
          No link at hand? It also stands in <Code>.asterism/run.json</Code> beside the server, as{' '}
          <Code>signInUrl</Code>; starting the server again makes a new one.
        </p>
      </div>
    </main>
  );
}

/** Seven stars, as the eye groups them. */
export function Mark({ size = 22 }: { size?: number }) {
  const stars = [
    [3, 17, 1.5],
    [7.5, 12, 1.9],
    [11, 14, 1.3],
    [13.5, 8.5, 2.2],
    [18, 6, 1.4],
    [20.5, 10.5, 1.7],
    [17, 18, 1.2],
  ] as const;
  return (
    <svg width={size} height={size} viewBox="0 0 24 24" aria-hidden="true">
      <polyline
        points="3,17 7.5,12 11,14 13.5,8.5 18,6"
        fill="none"
        stroke="currentColor"
        strokeWidth="0.8"
        opacity="0.45"
      />
      {stars.map(([x, y, r]) => (
        <circle key={`${x}`} cx={x} cy={y} r={r} fill="currentColor" />
      ))}
    </svg>
  );
}
