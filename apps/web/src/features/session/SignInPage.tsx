'use client';

import { Anchor, Code, SegmentedControl } from '@mantine/core';
import { useSearchParams } from 'next/navigation';
import { useState } from 'react';
import { useQuery } from 'urql';
import { Loading } from '../../ui/States.tsx';
import { Card } from './Card.tsx';
import { LinkForm } from './LinkForm.tsx';
import { PasswordForm } from './PasswordForm.tsx';
import { ProviderButton } from './ProviderButton.tsx';
import { reasonFor } from './reasons.ts';
import classes from './SignInPage.module.css';
import { SIGN_IN_METHODS } from './signInMethods.ts';

type Way = 'PASSWORD' | 'LINK' | 'FORGOTTEN';

/** How to get in, as this server offers it, and why a link did not work. */
export function SignInPage() {
  const search = useSearchParams();
  const [{ data, error }] = useQuery({ query: SIGN_IN_METHODS });
  const [way, setWay] = useState<Way>(search.has('forgotten') ? 'FORGOTTEN' : 'PASSWORD');
  const [email, setEmail] = useState('');
  const methods = data?.signInMethods;
  const reason = reasonFor(search.get('error')) ?? error?.message;
  const linksGoTo = methods?.linksGoTo ?? null;
  return (
    <Card lead="Find groups in images nobody has labelled.">
      {reason && (
        <p className={classes.error} role="alert">
          {reason}
        </p>
      )}
      {search.has('set') && (
        <p className={classes.said} role="status">
          Your password is set. Sign in with it.
        </p>
      )}
      {!methods && !error && <Loading height={260} />}
      {methods?.openIdConnect && (
        <>
          <ProviderButton name={methods.openIdConnect.name} backTo="/" />
          <p className={classes.or}>or</p>
        </>
      )}
      {(methods || error) && way === 'FORGOTTEN' && (
        <>
          <h2 className={classes.heading}>Set a new password</h2>
          <LinkForm kind="PASSWORD" linksGoTo={linksGoTo} email={email} onEmail={setEmail} />
          <Anchor component="button" type="button" size="sm" onClick={() => setWay('PASSWORD')}>
            Back to signing in
          </Anchor>
        </>
      )}
      {(methods || error) && way !== 'FORGOTTEN' && (
        <>
          <h2 className={classes.hidden}>Sign in</h2>
          <SegmentedControl
            fullWidth
            className={classes.ways}
            aria-label="How to sign in"
            value={way}
            data={[
              { value: 'PASSWORD', label: 'Password' },
              { value: 'LINK', label: 'One-time link' },
            ]}
            onChange={(value) => setWay(value === 'LINK' ? 'LINK' : 'PASSWORD')}
          />
          {way === 'LINK' ? (
            <LinkForm kind="SIGN_IN" linksGoTo={linksGoTo} email={email} onEmail={setEmail} />
          ) : (
            <>
              <PasswordForm email={email} onEmail={setEmail} onDone={() => window.location.assign('/')} />
              <Anchor component="button" type="button" size="sm" onClick={() => setWay('FORGOTTEN')}>
                I forgot my password, or have none
              </Anchor>
            </>
          )}
        </>
      )}
      {linksGoTo !== 'MAIL' && methods && (
        <p className={classes.hint}>
          You run this server? <Code>npm start</Code> printed a one-time link for you; it also stands in{' '}
          <Code>.asterism/run.json</Code> as <Code>signInUrl</Code>.
        </p>
      )}
    </Card>
  );
}
