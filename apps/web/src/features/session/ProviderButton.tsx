'use client';

import { Button } from '@mantine/core';
import { useState } from 'react';
import * as z from 'zod/mini';
import { authAnswer } from './authRequest.ts';
import classes from './SignInPage.module.css';

const redirect = z.object({ url: z.url() });

interface ProviderButtonProps {
  /** What people call the provider. */
  name: string;
  /** A path of this server that it sends people back to. */
  backTo: string;
}

/** Signs in by the team's OpenID Connect provider. */
export function ProviderButton({ name, backTo }: ProviderButtonProps) {
  const [problem, setProblem] = useState<string | null>(null);
  const [isBusy, setBusy] = useState(false);
  const go = async () => {
    setBusy(true);
    const { problem: said, body } = await authAnswer('/sign-in/social', {
      provider: 'oidc',
      callbackURL: backTo,
      errorCallbackURL: '/sign-in',
    });
    const { data } = redirect.safeParse(body);
    // Stays busy while the other page comes.
    if (said === null && data) return window.location.assign(data.url);
    setBusy(false);
    setProblem(said ?? `${name} cannot be reached. Try again, or another way.`);
  };
  return (
    <div className={classes.form}>
      {problem && (
        <p className={classes.error} role="alert">
          {problem}
        </p>
      )}
      <Button variant="default" loading={isBusy} onClick={() => void go()}>
        Sign in with {name}
      </Button>
    </div>
  );
}
