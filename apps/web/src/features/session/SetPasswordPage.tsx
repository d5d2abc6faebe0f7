'use client';

import { Anchor, Button, PasswordInput } from '@mantine/core';
import { useSearchParams } from 'next/navigation';
import { useState } from 'react';
import { authRequest } from './authRequest.ts';
import { Card } from './Card.tsx';
import { reasonFor } from './reasons.ts';
import classes from './SignInPage.module.css';

const LEAST = 10;

/** Sets a password, by the token of a link that was mailed or handed on. */
export function SetPasswordPage() {
  const search = useSearchParams();
  const token = search.get('token');
  const [password, setPassword] = useState('');
  const [problem, setProblem] = useState<string | null>(null);
  const [isBusy, setBusy] = useState(false);
  if (token === null)
    return (
      <Card lead="Set your password">
        <p className={classes.error} role="alert">
          {reasonFor(search.get('error') ?? 'INVALID_TOKEN')}
        </p>
        <Anchor href="/sign-in?forgotten">Ask for another link</Anchor>
      </Card>
    );
  const set = async () => {
    if (password.length < LEAST) return setProblem(`Take ${LEAST} characters or more.`);
    setBusy(true);
    const said = await authRequest('/reset-password', { newPassword: password, token });
    setBusy(false);
    setProblem(said);
    if (said === null) window.location.assign('/sign-in?set');
  };
  return (
    <Card lead="Set your password">
      <form
        className={classes.form}
        onSubmit={(event) => {
          event.preventDefault();
          void set();
        }}
      >
        {problem && (
          <p className={classes.error} role="alert">
            {problem}
          </p>
        )}
        <PasswordInput
          label="New password"
          description={`${LEAST} characters or more. It ends the sessions that are open elsewhere.`}
          autoComplete="new-password"
          required
          value={password}
          onChange={({ currentTarget }) => setPassword(currentTarget.value)}
        />
        <Button type="submit" loading={isBusy}>
          Set the password
        </Button>
      </form>
    </Card>
  );
}
