'use client';

import { Button, Select, TextInput } from '@mantine/core';
import { useRouter } from 'next/navigation';
import { type FormEvent, useMemo, useState } from 'react';
import { useMutation, useQuery } from 'urql';
import type { CreateStudyInput } from '../../../gql/graphql.ts';
import { formatCount } from '../../../ui/format.ts';
import { Empty, ErrorState, Loading } from '../../../ui/States.tsx';
import { useSession, useWorkspacePath } from '../../session/session.tsx';
import { CREATE_STUDY, ESTIMATE } from '../startDocuments.ts';
import { reuseSentence, timeSentence } from './estimateSentences.ts';
import classes from './WholeStudy.module.css';
import { wholeStudyOf } from './wholeStudy.ts';
import { STUDIED_VERSION } from './wholeStudyDocuments.ts';

interface WholeStudyFormProps {
  versionId: string;
  onCancel: () => void;
}

const SEED_CHOICES = [
  { value: '1', label: 'One seed' },
  { value: '3', label: 'Three seeds' },
  { value: '5', label: 'Five seeds' },
];

/** What the study runs, what that takes and what is reused; then it is started, and its page opened. */
export function WholeStudyForm({ versionId, onCancel }: WholeStudyFormProps) {
  const { workspace } = useSession();
  const to = useWorkspacePath();
  const router = useRouter();
  const [name, setName] = useState('The whole study');
  const [seedCount, setSeedCount] = useState('1');
  const [problem, setProblem] = useState<string | null>(null);
  const [{ data, error }, refetch] = useQuery({ query: STUDIED_VERSION, variables: { id: versionId } });
  const [{ fetching: isStarting }, start] = useMutation(CREATE_STUDY);
  const version = data?.node && 'sampleCount' in data.node ? data.node : null;
  const study = useMemo(() => {
    if (!version) return null;
    const { sampleCount, channelReport } = version;
    return wholeStudyOf({ sampleCount, channelReport });
  }, [version]);
  const input = useMemo((): CreateStudyInput | null => {
    if (!study) return null;
    const { reason: _, ...choices } = study;
    return {
      workspace: workspace.slug,
      datasetVersionId: versionId,
      seeds: Array.from({ length: Number(seedCount) }, (_unused, seed) => seed),
      ...choices,
    };
  }, [study, workspace.slug, versionId, seedCount]);
  if (error && !version)
    return <ErrorState message={error.message} onRetry={() => refetch({ requestPolicy: 'network-only' })} />;
  if (!version || !study || !input)
    return data ? <Empty title="There is no such version" /> : <Loading height={280} />;
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    const { data: made, error: failure } = await start({ input: { ...input, name } });
    const started = made?.createStudy.study;
    if (started) router.push(to(`/studies/${encodeURIComponent(started.id)}`));
    else setProblem(failure?.message ?? made?.createStudy.problems[0]?.message ?? 'There was no answer.');
  };
  const models = [study.models].flat().length;
  const normalisations = [study.preprocessings].flat().length;
  return (
    <form onSubmit={submit} className={classes.form}>
      <p className={classes.what}>
        {models} models × {normalisations} {normalisations === 1 ? 'normalisation' : 'normalisations'} × 3
        clusterers, k = 2 to 6 by silhouette, maps by PCA and t-SNE, on {version.dataset.name}, version{' '}
        {version.number}, {formatCount(version.sampleCount)} samples. {study.reason}
      </p>
      <TextInput label="Name" value={name} onChange={(event) => setName(event.currentTarget.value)} />
      <Select
        label="Seeds"
        description="Several seeds tell how much of a difference is chance; each is trained by itself."
        value={seedCount}
        data={SEED_CHOICES}
        onChange={(value) => value && setSeedCount(value)}
      />
      <Takes input={input} />
      {problem && <ErrorState message={problem} />}
      <div className={classes.buttons}>
        <Button variant="default" onClick={onCancel}>
          Cancel
        </Button>
        <Button type="submit" loading={isStarting}>
          Start
        </Button>
      </div>
    </form>
  );
}

/** How many experiments, how long, and what is there already. */
function Takes({ input }: { input: CreateStudyInput }) {
  const [{ data, error, fetching }, refetch] = useQuery({
    query: ESTIMATE,
    variables: { input },
    // What ran meanwhile is reused.
    requestPolicy: 'cache-and-network',
  });
  const { estimate, problems = [] } = data?.estimateStudy ?? {};
  if (error && !estimate)
    return <ErrorState message={error.message} onRetry={() => refetch({ requestPolicy: 'network-only' })} />;
  if (problems.length > 0)
    return <ErrorState message={[...new Set(problems.map(({ message }) => message))].join(' ')} />;
  const facts = [
    ['Experiments', estimate && formatCount(estimate.experimentCount)],
    ['Time', estimate && timeSentence(estimate)],
    ['Reused', estimate && reuseSentence(estimate)],
  ] as const;
  return (
    <dl className={classes.takes} aria-label="What it takes" aria-busy={fetching}>
      {facts.map(([name, says]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>{says ?? '…'}</dd>
        </div>
      ))}
    </dl>
  );
}
