'use client';

import { Button } from '@mantine/core';
import { IconHistory } from '@tabler/icons-react';
import Link from 'next/link';
import { useQuery } from 'urql';
import { PageHeader } from '../../ui/PageHeader.tsx';
import { ErrorState, Loading } from '../../ui/States.tsx';
import { useSession, useWorkspacePath } from '../session/session.tsx';
import { InvitationsPanel } from './InvitationsPanel.tsx';
import { MembersPanel } from './MembersPanel.tsx';
import classes from './People.module.css';
import { PEOPLE } from './peopleDocuments.ts';
import { TokensPanel } from './TokensPanel.tsx';

/** Who is in the workspace, who is asked to come, and one's own tokens. */
export function PeoplePage() {
  const { workspace, refresh } = useSession();
  const to = useWorkspacePath();
  const [{ data, error }, refetch] = useQuery({ query: PEOPLE, variables: { slug: workspace.slug } });
  const again = () => {
    refetch({ requestPolicy: 'network-only' });
    refresh();
  };
  const people = data?.workspace;
  return (
    <>
      <PageHeader
        title="People"
        detail={`Who works in ${workspace.name}, and the tokens of your scripts.`}
        actions={
          workspace.role === 'OWNER' && (
            <Button
              component={Link}
              href={to('/people/audit')}
              variant="default"
              leftSection={<IconHistory size={16} aria-hidden />}
            >
              Audit trail
            </Button>
          )
        }
      />
      <div className={classes.panels}>
        {error && !people && <ErrorState message={error.message} onRetry={again} />}
        {!error && !people && <Loading height={240} />}
        {people && <MembersPanel members={people.members} onChange={again} />}
        {people && workspace.role === 'OWNER' && (
          <InvitationsPanel invitations={people.invitations} onChange={again} />
        )}
        <TokensPanel />
      </div>
    </>
  );
}
