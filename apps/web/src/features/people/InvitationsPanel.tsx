'use client';

import { Button, NativeSelect, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useMutation } from 'urql';
import type { PeopleQuery, Role } from '../../gql/graphql.ts';
import { Day } from '../../ui/Day.tsx';
import { Panel } from '../../ui/Panel.tsx';
import { useSession } from '../session/session.tsx';
import classes from './People.module.css';
import { Problem } from './Problem.tsx';
import { INVITE, REVOKE_INVITATION } from './peopleDocuments.ts';
import { ROLES, roleName } from './roles.ts';
import { Secret } from './Secret.tsx';

const DAYS = [
  { value: '1', label: 'A day' },
  { value: '7', label: '7 days' },
  { value: '30', label: '30 days' },
];

type Invitation = NonNullable<PeopleQuery['workspace']>['invitations'][number];

/** Invitations that are open, and the making of new ones. For owners. */
export function InvitationsPanel({
  invitations,
  onChange,
}: {
  invitations: readonly Invitation[];
  onChange: () => void;
}) {
  const { workspace } = useSession();
  const [{ fetching }, invite] = useMutation(INVITE);
  const [, revoke] = useMutation(REVOKE_INVITATION);
  const [email, setEmail] = useState('');
  const [role, setRole] = useState<Role>('EDITOR');
  const [days, setDays] = useState('7');
  const [made, setMade] = useState<{ url: string; isMailed: boolean } | null>(null);
  const [problem, setProblem] = useState<string | null>(null);

  const send = async () => {
    const { data, error } = await invite({
      input: {
        workspace: workspace.slug,
        role,
        email: email.trim() || null,
        expiresInDays: Number(days),
      },
    });
    const payload = data?.inviteMember;
    setProblem(error?.message ?? payload?.problems[0]?.message ?? null);
    setMade(payload?.invitation?.url ? { url: payload.invitation.url, isMailed: payload.isMailed } : null);
    if (payload?.invitation) setEmail('');
    onChange();
  };
  const end = async (id: string) => {
    const { data, error } = await revoke({ input: { id } });
    setProblem(error?.message ?? data?.revokeInvitation.problems[0]?.message ?? null);
    onChange();
  };
  return (
    <Panel
      title="Invitations"
      say="An invitation is good for one person. With an address it is for that address alone."
    >
      <form
        className={classes.form}
        onSubmit={(event) => {
          event.preventDefault();
          void send();
        }}
      >
        <TextInput
          label="Address (may be left out)"
          type="email"
          placeholder="ada@example.org"
          value={email}
          onChange={({ currentTarget }) => setEmail(currentTarget.value)}
        />
        <NativeSelect
          label="Role"
          value={role}
          data={ROLES.map((value) => ({ value, label: roleName(value) }))}
          onChange={({ currentTarget }) => setRole(ROLES.find((one) => one === currentTarget.value) ?? role)}
        />
        <NativeSelect
          label="For"
          value={days}
          data={DAYS}
          onChange={({ currentTarget }) => setDays(currentTarget.value)}
        />
        <Button type="submit" loading={fetching}>
          Invite
        </Button>
      </form>
      <Problem sentence={problem} />
      {made && (
        <Secret
          label={
            made.isMailed
              ? 'It was mailed. This is its address, shown once:'
              : 'Hand this address to whom it is for. It is shown once:'
          }
          value={made.url}
        />
      )}
      {invitations.length === 0 ? (
        <p className={classes.quiet}>No invitation is open.</p>
      ) : (
        <table className={classes.table}>
          <thead>
            <tr>
              <th>For</th>
              <th>Role</th>
              <th className={classes.wide}>Good until</th>
              <td />
            </tr>
          </thead>
          <tbody>
            {invitations.map((invitation) => (
              <tr key={invitation.id}>
                <td>
                  {invitation.email ?? 'whoever has the address'}
                  {invitation.invitedBy && (
                    <span className={classes.quiet}>by {invitation.invitedBy.name}</span>
                  )}
                </td>
                <td>{roleName(invitation.role)}</td>
                <td className={classes.wide}>
                  <Day at={invitation.expiresAt} />
                </td>
                <td>
                  <Button size="xs" variant="default" onClick={() => void end(invitation.id)}>
                    Revoke
                  </Button>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </Panel>
  );
}
