'use client';

import { useMemo, useState } from 'react';
import { useQuery } from 'urql';
import { useSearchState } from '../../api/useSearchState.ts';
import { experimentId } from '../../ui/format.ts';
import { ErrorState, Loading } from '../../ui/States.tsx';
import { experimentNumberOf } from '../experiments/experimentAddress.ts';
import { useSession } from '../session/session.tsx';
import type { Origin } from './changes.ts';
import { NewExperimentForm } from './NewExperimentForm.tsx';
import { type Algorithms, RECOMMENDATION, type ReadyVersion, STARTING } from './newExperimentDocuments.ts';
import { type StartingExperiment, takeExperiment } from './takeOver.ts';
import { chosenChannels, NOTHING_RECOMMENDED, type Recommended, recommendedForm } from './values.ts';

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
      <RecommendedForm
        version={chosenVersion(versions, search, found?.datasetVersion?.id)}
        versions={versions}
        algorithms={algorithms}
        startsFrom={found}
      />
    </>
  );
}

interface RecommendedFormProps extends OpenFormProps {
  version: ReadyVersion;
  startsFrom: StartingExperiment | undefined;
}

/** The form for the version that is chosen: other data, other recommendations. */
function RecommendedForm({ version, startsFrom, ...rest }: RecommendedFormProps) {
  const { workspace } = useSession();
  const [search] = useSearchState();
  const [{ data, error }, refetch] = useQuery({ query: RECOMMENDATION, variables: { id: version.id } });
  // A form that is begun afresh, or set from a file, is another form.
  const [begun, setBegun] = useState(0);
  const channels = search.get('channels');
  const node = data?.node && 'recommendation' in data.node ? data.node : null;
  const isAnswered = node?.id === version.id;
  const recommended = (isAnswered && node.recommendation) || NOTHING_RECOMMENDED;
  const origin = useMemo(
    () => originOf(version, recommended, channels, startsFrom),
    [version, recommended, channels, startsFrom],
  );
  const draft = useMemo(
    () => ({ workspaceId: workspace.id, datasetVersionId: version.id, from: origin.name, channels }),
    [workspace.id, version.id, origin.name, channels],
  );
  if (error) return <ErrorState message={error.message} onRetry={() => refetch()} />;
  // Of the version before, while the answer for this one is on its way.
  if (!isAnswered) return <Loading height={480} />;
  return (
    <NewExperimentForm
      key={`${JSON.stringify(draft)} ${begun}`}
      {...rest}
      version={version}
      recommended={recommended}
      reason={origin.name ? reasonOf(origin.name, version, startsFrom) : node.recommendation?.reason}
      origin={origin}
      draft={draft}
      onReopen={() => setBegun((count) => count + 1)}
    />
  );
}

function originOf(
  { sampleCount, channelCount }: ReadyVersion,
  recommended: Recommended,
  channels: string | null,
  startsFrom: StartingExperiment | undefined,
): Origin {
  const taken = startsFrom ? takeExperiment(startsFrom, sampleCount) : null;
  const values = taken ?? recommendedForm(recommended, sampleCount);
  return {
    name: startsFrom && taken ? experimentId(startsFrom.number) : null,
    values: { ...values, channels: chosenChannels(channelCount, values.channels, channels) },
  };
}

function reasonOf(name: string, version: ReadyVersion, startsFrom: StartingExperiment | undefined): string {
  return startsFrom?.datasetVersion?.id === version.id
    ? 'What you change is marked, and whatever does not depend on it is reused.'
    : `On other data than ${name}. What you change is marked.`;
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
