'use client';

import { Button, NativeSelect, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useMutation, useQuery } from 'urql';
import { experimentId } from '../../ui/format.ts';
import { ErrorState, Loading } from '../../ui/States.tsx';
import { SAVE_COMPARISON } from '../compare/keptDocuments.ts';
import { useSession } from '../session/session.tsx';
import { LinkRow } from './LinkRow.tsx';
import { CREATE_LINK, LINKS_OF, REVOKE_LINK } from './publicLinkDocuments.ts';
import classes from './Share.module.css';

export interface Shared {
  /** One, or those of a comparison in their order. */
  experiments: readonly { id: string; number: number }[];
  /** What is chosen on the page of the comparison. */
  state?: Record<string, string>;
}

const LASTS = [
  { value: '', label: 'Until it is revoked' },
  { value: '7', label: 'A week' },
  { value: '30', label: '30 days' },
  { value: '365', label: 'A year' },
];

/** Makes public links, shows those that work, and ends them. */
export function SharePanel({ experiments, state }: Shared) {
  const { workspace } = useSession();
  const ids = experiments.map(({ id }) => id);
  const isComparison = ids.length > 1;
  const [{ data, error, fetching }, refetch] = useQuery({
    query: LINKS_OF,
    variables: { workspace: workspace.slug, experimentIds: ids },
    requestPolicy: 'cache-and-network',
  });
  const [, save] = useMutation(SAVE_COMPARISON);
  const [, create] = useMutation(CREATE_LINK);
  const [, revoke] = useMutation(REVOKE_LINK);
  const [title, setTitle] = useState(experiments.map(({ number }) => experimentId(number)).join(', '));
  const [days, setDays] = useState('');
  const [isBusy, setBusy] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  const again = () => refetch({ requestPolicy: 'network-only' });

  const subject = async (): Promise<string | null> => {
    if (!isComparison) return ids[0] ?? null;
    const { data, error } = await save({
      input: { workspace: workspace.slug, title, experimentIds: ids, state: state ?? {} },
    });
    setProblem(error?.message ?? data?.saveComparison.problems[0]?.message ?? null);
    return data?.saveComparison.comparison?.id ?? null;
  };
  const make = async () => {
    setBusy(true);
    const subjectId = await subject();
    if (subjectId !== null) {
      const { data, error } = await create({
        input: { subjectId, expiresInDays: days === '' ? null : Number(days) },
      });
      setProblem(error?.message ?? data?.createPublicLink.problems[0]?.message ?? null);
    }
    setBusy(false);
    again();
  };
  const end = async (id: string) => {
    const { data, error } = await revoke({ input: { id } });
    setProblem(error?.message ?? data?.revokePublicLink.problems[0]?.message ?? null);
    again();
  };
  const links = data?.workspace?.publicLinks;
  return (
    <>
      <p className={classes.lead}>
        Whoever has the link sees {isComparison ? 'these experiments' : 'this experiment'} without an account:
        notes, scores, maps, clusters and small pictures. Nothing else of {workspace.name}, and nobody’s name.
      </p>
      <form
        className={classes.form}
        onSubmit={(event) => {
          event.preventDefault();
          void make();
        }}
      >
        {isComparison && (
          <TextInput
            className={classes.title}
            label="Title that visitors see"
            required
            maxLength={200}
            value={title}
            onChange={({ currentTarget }) => setTitle(currentTarget.value)}
          />
        )}
        <NativeSelect
          label="Works"
          value={days}
          data={LASTS}
          onChange={({ currentTarget }) => setDays(currentTarget.value)}
        />
        <Button type="submit" loading={isBusy}>
          Make a link
        </Button>
      </form>
      {problem && <ErrorState message={problem} />}
      {error && !links && <ErrorState message={error.message} onRetry={again} />}
      {!links && fetching && <Loading height={64} />}
      {links?.length === 0 && <p className={classes.none}>No link to it works at present.</p>}
      {links && links.length > 0 && (
        <ul className={classes.links} aria-label="Links that work">
          {links.map((link) => (
            <LinkRow key={link.id} link={link} onRevoke={() => void end(link.id)} />
          ))}
        </ul>
      )}
    </>
  );
}
