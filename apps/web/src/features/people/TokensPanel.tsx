'use client';

import { Button, NativeSelect, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useMutation, useQuery } from 'urql';
import type { TokenScope } from '../../gql/graphql.ts';
import { Day } from '../../ui/Day.tsx';
import { Panel } from '../../ui/Panel.tsx';
import { ErrorState, Loading } from '../../ui/States.tsx';
import { TimeAgo } from '../../ui/TimeAgo.tsx';
import { useSession } from '../session/session.tsx';
import classes from './People.module.css';
import { Problem } from './Problem.tsx';
import { CREATE_TOKEN, REVOKE_TOKEN, TOKENS } from './peopleDocuments.ts';
import { Secret } from './Secret.tsx';

const SCOPES: readonly { value: TokenScope; label: string }[] = [
  { value: 'READ', label: 'Read' },
  { value: 'WRITE', label: 'Read and write' },
  { value: 'ADMIN', label: 'All, people and tokens too' },
];
const DAYS = [
  { value: '90', label: '90 days' },
  { value: '365', label: 'A year' },
  { value: '', label: 'Until it is revoked' },
];

type Place = 'HERE' | 'EVERYWHERE';

/** The caller's own tokens, for scripts: made, looked at and ended here. */
export function TokensPanel() {
  const { workspace } = useSession();
  const [{ data, error, fetching }, refetch] = useQuery({ query: TOKENS });
  const [{ fetching: isMaking }, create] = useMutation(CREATE_TOKEN);
  const [, revoke] = useMutation(REVOKE_TOKEN);
  const [name, setName] = useState('');
  const [scope, setScope] = useState<TokenScope>('WRITE');
  const [days, setDays] = useState('90');
  const [place, setPlace] = useState<Place>('HERE');
  const [secret, setSecret] = useState<string | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  const again = () => refetch({ requestPolicy: 'network-only' });

  const make = async () => {
    const { data, error } = await create({
      input: {
        name,
        scope,
        workspace: place === 'HERE' ? workspace.slug : null,
        expiresInDays: days === '' ? null : Number(days),
      },
    });
    setProblem(error?.message ?? data?.createApiToken.problems[0]?.message ?? null);
    setSecret(data?.createApiToken.secret ?? null);
    if (data?.createApiToken.secret) setName('');
    again();
  };
  const end = async (id: string) => {
    const { data, error } = await revoke({ input: { id } });
    setProblem(error?.message ?? data?.revokeApiToken.problems[0]?.message ?? null);
    again();
  };
  const tokens = data?.viewer?.tokens;
  return (
    <Panel
      title="Your API tokens"
      say="A script that sends a token acts as you, as far as the token's scope and your role in each workspace go."
    >
      <form
        className={classes.form}
        onSubmit={(event) => {
          event.preventDefault();
          void make();
        }}
      >
        <TextInput
          label="What it is for"
          placeholder="nightly import"
          required
          value={name}
          onChange={({ currentTarget }) => setName(currentTarget.value)}
        />
        <NativeSelect
          label="May"
          value={scope}
          data={SCOPES.map(({ value, label }) => ({ value, label }))}
          onChange={({ currentTarget }) =>
            setScope(SCOPES.find(({ value }) => value === currentTarget.value)?.value ?? scope)
          }
        />
        <NativeSelect
          label="In"
          value={place}
          data={[
            { value: 'HERE', label: workspace.name },
            { value: 'EVERYWHERE', label: 'All your workspaces' },
          ]}
          onChange={({ currentTarget }) =>
            setPlace(currentTarget.value === 'EVERYWHERE' ? 'EVERYWHERE' : 'HERE')
          }
        />
        <NativeSelect
          label="For"
          value={days}
          data={DAYS}
          onChange={({ currentTarget }) => setDays(currentTarget.value)}
        />
        <Button type="submit" loading={isMaking}>
          Make a token
        </Button>
      </form>
      <Problem sentence={problem} />
      {secret && <Secret label="Keep it now: it is shown once." value={secret} />}
      {error && !tokens && <ErrorState message={error.message} onRetry={again} />}
      {!tokens && fetching && <Loading height={80} />}
      {tokens?.length === 0 && <p className={classes.quiet}>You have no tokens.</p>}
      {tokens && tokens.length > 0 && (
        <table className={classes.table}>
          <thead>
            <tr>
              <th>Name</th>
              <th>Scope</th>
              <th className={classes.wide}>Last used</th>
              <th className={classes.wide}>Good until</th>
              <td />
            </tr>
          </thead>
          <tbody>
            {tokens.map((token) => (
              <tr key={token.id}>
                <td>
                  {token.name}
                  <span className={classes.quiet}>{token.workspace?.name ?? 'all your workspaces'}</span>
                </td>
                <td>{token.scope}</td>
                <td className={classes.wide}>
                  {token.lastUsedAt ? <TimeAgo at={token.lastUsedAt} /> : 'never'}
                </td>
                <td className={classes.wide}>
                  {token.expiresAt ? <Day at={token.expiresAt} /> : 'it is revoked'}
                </td>
                <td>
                  <Button
                    size="xs"
                    variant="default"
                    aria-label={`Revoke ${token.name}`}
                    onClick={() => void end(token.id)}
                  >
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
