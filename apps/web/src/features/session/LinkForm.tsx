'use client';

import { Button, Code, TextInput } from '@mantine/core';
import { useState } from 'react';
import { authRequest } from './authRequest.ts';
import classes from './SignInPage.module.css';
import type { SignInMethods } from './signInMethods.ts';

interface LinkFormProps {
  /** What the link does: sign in, or let set a password. */
  kind: 'SIGN_IN' | 'PASSWORD';
  linksGoTo: SignInMethods['linksGoTo'];
  email: string;
  onEmail: (email: string) => void;
}

/** Asks for a link that works once. Where it goes is said after, and whether the address has an account is not. */
export function LinkForm({ kind, linksGoTo, email, onEmail }: LinkFormProps) {
  const [problem, setProblem] = useState<string | null>(null);
  const [sentTo, setSentTo] = useState<string | null>(null);
  const [isBusy, setBusy] = useState(false);
  if (linksGoTo == null) return <AskOperator email={email} kind={kind} />;
  const send = async () => {
    setBusy(true);
    const said =
      kind === 'SIGN_IN'
        ? await authRequest('/sign-in/magic-link', { email, callbackURL: '/', errorCallbackURL: '/sign-in' })
        : await authRequest('/request-password-reset', { email, redirectTo: '/set-password' });
    setBusy(false);
    setProblem(said);
    setSentTo(said === null ? email : null);
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
      {sentTo !== null && (
        <p className={classes.said} role="status">
          {linksGoTo === 'MAIL'
            ? `If ${sentTo} has an account, a link is on its way there. It works once.`
            : `If ${sentTo} has an account, a link stands in the terminal of whoever runs this server: ask them for it. It works once.`}
        </p>
      )}
      <TextInput
        label="Address"
        type="email"
        autoComplete="email"
        required
        {...(linksGoTo === 'OPERATOR'
          ? { description: 'This server sends no mail: the link appears on the terminal of whoever runs it.' }
          : {})}
        value={email}
        onChange={({ currentTarget }) => onEmail(currentTarget.value)}
      />
      <Button type="submit" loading={isBusy} variant={sentTo === null ? 'filled' : 'default'}>
        {LABELS[linksGoTo === 'MAIL' ? 'MAIL' : 'OPERATOR'][sentTo === null ? 'first' : 'again']}
      </Button>
    </form>
  );
}

const LABELS = {
  MAIL: { first: 'Send me a link', again: 'Send another one' },
  OPERATOR: { first: 'Ask for a link', again: 'Ask for another one' },
} as const;

/** Where links cannot be asked for: the command by which whoever runs the server makes one. */
function AskOperator({ email, kind }: Pick<LinkFormProps, 'email' | 'kind'>) {
  return (
    <div className={classes.said}>
      <p>
        This server sends no mail. Ask whoever runs it for a link
        {kind === 'PASSWORD' ? ', which signs you in without a password' : ''}; they make one by
      </p>
      <Code block>node apps/api/dist/operator.js link {email || 'ada@example.org'}</Code>
      <p className={classes.hint}>
        in the folder of the server; in containers with <Code>docker compose exec api</Code> before it.
      </p>
    </div>
  );
}
