'use client';

import dynamic from 'next/dynamic';
import { useQuery } from 'urql';
import { useSearchState } from '../../api/useSearchState.ts';
import { ErrorState, Loading } from '../../ui/States.tsx';
import { experimentNumberOf } from '../experiments/experimentAddress.ts';
import { useSession } from '../session/session.tsx';
import { type Algorithms, type ReadyVersion, STARTING } from './newExperimentDocuments.ts';
import { RecommendedForm } from './RecommendedForm.tsx';

// The schemas that an experiment's choices are parsed with.
const TakenForm = dynamic(() => import('./TakenForm.tsx').then((module) => module.TakenForm), {
  ssr: false,
  loading: () => <Loading height={480} />,
});

interface OpenFormProps {
  versions: readonly ReadyVersion[];
  algorithms: Algorithms;
}

/** The form, with the choices of the experiment that the address names (`from=E-6`), or as is recommended. */
export function OpenForm({ versions, algorithms }: OpenFormProps) {
  const { workspace } = useSession();
  const [search] = useSearchState();
  const number = experimentNumberOf(search.get('from') ?? '');
  const [{ data, error }, refetch] = useQuery({
    query: STARTING,
    variables: { workspace: workspace.slug, number: number ?? 0 },
    pause: number === null,
  });
  const found = number === null ? undefined : data?.experiments?.edges[0]?.node;
  const isAnswered = number === null || (data !== undefined && (!found || found.number === number));
  if (error && number !== null) return <ErrorState message={error.message} onRetry={() => refetch()} />;
  if (!isAnswered) return <Loading height={480} />;
  const version = chosenVersion(versions, search, found?.datasetVersion?.id);
  const opened = { version, versions, algorithms };
  return (
    <>
      {number !== null && !found && (
        <ErrorState message={`There is no experiment E-${number} to start from.`} />
      )}
      {found && !found.model && (
        <ErrorState
          message={`The latents of E-${found.number} were brought from elsewhere: there is no model to start from.`}
        />
      )}
      {found ? <TakenForm {...opened} experiment={found} /> : <RecommendedForm {...opened} />}
    </>
  );
}

/**
 * The version that the address names, or the newest of the data set that it names, or that of the experiment to start
 * from, or the newest of all.
 */
function chosenVersion(
  versions: readonly ReadyVersion[],
  search: URLSearchParams,
  startingVersion: string | undefined,
): ReadyVersion {
  return (
    versions.find(({ id }) => id === search.get('version')) ??
    versions.find(({ datasetId }) => datasetId === search.get('dataset')) ??
    versions.find(({ id }) => id === startingVersion) ??
    versions[0]!
  );
}
