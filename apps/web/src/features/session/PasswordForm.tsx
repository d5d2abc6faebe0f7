'use client';

import { Button, PasswordInput, TextInput } from '@mantine/core';
import { useState } from 'react';
import { authRequest } from './authRequest.ts';
import classes from './SignInPage.module.css';

interface PasswordFormProps {
  /** Token of the invitation by which an account is made; without it somebody signs in who has one. */
  invitation?: string;
  email: string;
  onEmail: (email: string) => void;
  /** Whether the address is given and not to be chosen. */
  isFixed?: boolean;
  onDone: () => void;
}

/** Signs in by address and password, or makes an account by an invitation. */
export function PasswordForm({ invitation, email, onEmail, isFixed = false, onDone }: PasswordFormProps) {
  const [name, setName] = useState('');
  const [password, setPassword] = useState('');
  const [problem, setProblem] = useState<string | null>(null);
  const [isBusy, setBusy] = useState(false);
  const isNew = invitation !== undefined;

  const send = async () => {
    setBusy(true);
    const said = isNew
      ? await authRequest('/sign-up/email', { name, email, password, invitation })
      : await authRequest('/sign-in/email', { email, password });
    setBusy(false);
    setProblem(said);
    if (said === null) onDone();
  };
  return (
    <form
      className={classes.form}
      onSubmit={(event) => {
        event.preventDefault();
        void send();
      }}
    >
      {problem && (
        <p className={classes.error} role="alert">
          {problem}
        </p>
      )}
      {isNew && (
        <TextInput
          label="Your name"
          autoComplete="name"
          required
          value={name}
          onChange={({ currentTarget }) => setName(currentTarget.value)}
        />
      )}
      <TextInput
        label="Address"
        type="email"
        autoComplete="email"
        required
        readOnly={isFixed}
        {...(isFixed ? { description: 'The invitation is for this address alone.' } : {})}
        value={email}
        onChange={({ currentTarget }) => onEmail(currentTarget.value)}
      />
      <PasswordInput
        label="Password"
        {...(isNew ? { description: '10 characters or more' } : {})}
        autoComplete={isNew ? 'new-password' : 'current-password'}
        required
        value={password}
        onChange={({ currentTarget }) => setPassword(currentTarget.value)}
      />
      <Button type="submit" loading={isBusy}>
        {isNew ? 'Make an account' : 'Sign in'}
      </Button>
    </form>
  );
}
