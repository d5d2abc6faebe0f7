'use client';

import { Button } from '@mantine/core';
import { useParams, useRouter } from 'next/navigation';
import { useState } from 'react';
import { useMutation, useQuery } from 'urql';
import { graphql } from '../../gql/index.ts';
import { Loading } from '../../ui/States.tsx';
import { PasswordForm } from '../session/PasswordForm.tsx';
import classes from '../session/SignInPage.module.css';
import { Mark } from '../session/SignInPage.tsx';
import { ACCEPT } from './peopleDocuments.ts';

const WHO = graphql(`
  query Invited {
    viewer {
      user {
        id
        name
      }
    }
  }
`);

/** Accepts an invitation: at once for whoever is signed in, else after an account was made or signed in to. */
export function InvitationPage() {
  const { token } = useParams<{ token: string }>();
  const router = useRouter();
  const [{ data, fetching }, refetch] = useQuery({ query: WHO });
  const [{ fetching: isJoining }, accept] = useMutation(ACCEPT);
  const [hasAccount, setHasAccount] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);

  const join = async () => {
    const { data, error } = await accept({ input: { token } });
    setProblem(error?.message ?? data?.acceptInvitation.problems[0]?.message ?? null);
    const slug = data?.acceptInvitation.workspace?.slug;
    if (slug) router.replace(`/w/${slug}`);
  };
  const user = data?.viewer?.user;
  const signedIn = () => refetch({ requestPolicy: 'network-only' });
  return (
    <main className={classes.page}>
      <div className={classes.card}>
        <h1 className={classes.name}>
          <Mark /> Asterism
        </h1>
        <p className={classes.lead}>You are invited to a workspace.</p>
        {problem && (
          <p className={classes.error} role="alert">
            {problem}
          </p>
        )}
        {!data && fetching && <Loading height={120} />}
        {user && (
          <>
            <p>You are signed in as {user.name}.</p>
            <Button loading={isJoining} onClick={() => void join()}>
              Join the workspace
            </Button>
          </>
        )}
        {data && !user && (
          <>
            <h2 className={classes.heading}>{hasAccount ? 'Sign in' : 'Make an account'}</h2>
            <PasswordForm
              key={String(hasAccount)}
              {...(hasAccount ? {} : { invitation: token })}
              onDone={signedIn}
            />
            <Button variant="subtle" size="xs" onClick={() => setHasAccount(!hasAccount)}>
              {hasAccount ? 'I have no account yet' : 'I have an account'}
            </Button>
          </>
        )}
      </div>
    </main>
  );
}
