'use client';

import { Anchor, Button } from '@mantine/core';
import { useParams, useRouter } from 'next/navigation';
import { useState } from 'react';
import { useMutation, useQuery } from 'urql';
import { ErrorState, Loading } from '../../ui/States.tsx';
import { Card } from '../session/Card.tsx';
import { PasswordForm } from '../session/PasswordForm.tsx';
import { ProviderButton } from '../session/ProviderButton.tsx';
import classes from '../session/SignInPage.module.css';
import { INVITED, type Notice } from './invitationDocument.ts';
import { closedReason, MAY } from './notice.ts';
import { ACCEPT } from './peopleDocuments.ts';

/** Who invites to what; then accepts: at once for whoever is signed in, else after an account was made or signed in to. */
export function InvitationPage() {
  const { token } = useParams<{ token: string }>();
  const router = useRouter();
  const [{ data, error }, refetch] = useQuery({ query: INVITED, variables: { token } });
  const [{ fetching: isJoining }, accept] = useMutation(ACCEPT);
  const [problem, setProblem] = useState<string | null>(null);
  const again = () => refetch({ requestPolicy: 'network-only' });
  const join = async () => {
    const { data, error } = await accept({ input: { token } });
    setProblem(error?.message ?? data?.acceptInvitation.problems[0]?.message ?? null);
    const slug = data?.acceptInvitation.workspace?.slug;
    if (slug) router.replace(`/w/${slug}`);
  };
  if (!data)
    return (
      <Card lead="An invitation">
        {error ? <ErrorState message={error.message} onRetry={again} /> : <Loading height={220} />}
      </Card>
    );
  const { invitation, viewer, signInMethods } = data;
  const closed = closedReason(invitation);
  if (closed)
    return (
      <Card lead="An invitation">
        <p className={classes.said} role="status">
          {closed}
        </p>
        <Anchor href="/">{viewer ? 'Go home' : 'Sign in'}</Anchor>
      </Card>
    );
  const { invitedBy, workspaceName } = invitation;
  return (
    <Card lead={`${invitedBy ?? 'A member'} invites you to ${workspaceName}.`}>
      <Terms notice={invitation} />
      {problem && (
        <p className={classes.error} role="alert">
          {problem}
        </p>
      )}
      {viewer ? (
        <>
          <p>
            You are signed in as {viewer.user.name}
            {viewer.user.email ? ` (${viewer.user.email})` : ''}.
          </p>
          <Button fullWidth loading={isJoining} onClick={() => void join()}>
            Join {workspaceName}
          </Button>
        </>
      ) : (
        <ComeIn
          token={token}
          email={invitation.email ?? null}
          provider={signInMethods.openIdConnect?.name ?? null}
          onDone={again}
        />
      )}
    </Card>
  );
}

/** As what, and until when. */
function Terms({ notice: { role, expiresAt } }: { notice: Notice }) {
  return (
    <p className={classes.terms}>
      {role && `You come as ${role.toLowerCase()} and may ${MAY[role]}. `}
      {expiresAt && `The invitation is open until ${new Date(expiresAt).toLocaleDateString()}.`}
    </p>
  );
}

interface ComeInProps {
  token: string;
  /** The only address that the invitation is for. */
  email: string | null;
  provider: string | null;
  onDone: () => void;
}

/** For whoever is not signed in: a new account, or the one that they have. */
function ComeIn({ token, email: given, provider, onDone }: ComeInProps) {
  const [hasAccount, setHasAccount] = useState(false);
  const [email, setEmail] = useState(given ?? '');
  return (
    <>
      {provider && (
        <>
          <ProviderButton name={provider} backTo={`/invitations/${token}`} />
          <p className={classes.or}>or</p>
        </>
      )}
      <h2 className={classes.heading}>{hasAccount ? 'Sign in' : 'Make an account'}</h2>
      <PasswordForm
        key={String(hasAccount)}
        {...(hasAccount ? {} : { invitation: token })}
        email={email}
        onEmail={setEmail}
        isFixed={given !== null}
        onDone={onDone}
      />
      <Anchor component="button" type="button" size="sm" onClick={() => setHasAccount(!hasAccount)}>
        {hasAccount ? 'I have no account yet' : 'I have an account'}
      </Anchor>
    </>
  );
}
