'use client';

import { Button, NativeSelect } from '@mantine/core';
import { useState } from 'react';
import { useMutation } from 'urql';
import type { PeopleQuery, Role } from '../../gql/graphql.ts';
import { Panel } from '../../ui/Panel.tsx';
import { TimeAgo } from '../../ui/TimeAgo.tsx';
import { useSession } from '../session/session.tsx';
import classes from './People.module.css';
import { Problem } from './Problem.tsx';
import { CHANGE_ROLE, REMOVE_MEMBER } from './peopleDocuments.ts';
import { ROLES, roleName } from './roles.ts';

type Member = NonNullable<PeopleQuery['workspace']>['members'][number];

/** Who is here and as what. Owners change both; everybody may leave. */
export function MembersPanel({ members, onChange }: { members: readonly Member[]; onChange: () => void }) {
  const { user, workspace } = useSession();
  const [, changeRole] = useMutation(CHANGE_ROLE);
  const [, remove] = useMutation(REMOVE_MEMBER);
  const [problem, setProblem] = useState<string | null>(null);
  const isOwner = workspace.role === 'OWNER';

  const give = async (userId: string, role: Role) => {
    const { data, error } = await changeRole({ input: { workspace: workspace.slug, userId, role } });
    setProblem(error?.message ?? data?.changeRole.problems[0]?.message ?? null);
    onChange();
  };
  const end = async (userId: string) => {
    const { data, error } = await remove({ input: { workspace: workspace.slug, userId } });
    const said = error?.message ?? data?.removeMember.problems[0]?.message ?? null;
    setProblem(said);
    if (said === null && userId === user.id) window.location.assign('/');
    else onChange();
  };
  return (
    <Panel title="Members" say="Viewers look, editors also work, owners also manage people.">
      <Problem sentence={problem} />
      <table className={classes.table}>
        <thead>
          <tr>
            <th>Name</th>
            <th>Role</th>
            <th className={classes.wide}>Since</th>
            <td />
          </tr>
        </thead>
        <tbody>
          {members.map(({ user: member, role, since }) => (
            <tr key={member.id}>
              <td>
                {member.name}
                {member.id === user.id && ' (you)'}
                <span className={classes.quiet}>{member.email}</span>
              </td>
              <td>
                {isOwner ? (
                  <NativeSelect
                    size="xs"
                    w={96}
                    aria-label={`Role of ${member.name}`}
                    value={role}
                    data={ROLES.map((value) => ({ value, label: roleName(value) }))}
                    onChange={({ currentTarget }) => {
                      const chosen = ROLES.find((one) => one === currentTarget.value);
                      if (chosen) void give(member.id, chosen);
                    }}
                  />
                ) : (
                  roleName(role)
                )}
              </td>
              <td className={classes.wide}>
                <TimeAgo at={since} />
              </td>
              <td>
                {(isOwner || member.id === user.id) && (
                  <Button
                    size="xs"
                    variant="default"
                    aria-label={member.id === user.id ? 'Leave the workspace' : `Remove ${member.name}`}
                    onClick={() => {
                      const asked =
                        member.id === user.id
                          ? `Leave ${workspace.name}? What you made stays, and only an owner can let you in again.`
                          : `Remove ${member.name}? What they made stays.`;
                      if (window.confirm(asked)) void end(member.id);
                    }}
                  >
                    {member.id === user.id ? 'Leave' : 'Remove'}
                  </Button>
                )}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </Panel>
  );
}
