'use client';

import { useMemo, useState } from 'react';
import { useQuery } from 'urql';
import { useSearchState } from '../../api/useSearchState.ts';
import { experimentId } from '../../ui/format.ts';
import { ErrorState, Loading } from '../../ui/States.tsx';
import { useSession } from '../session/session.tsx';
import type { Origin } from './changes.ts';
import { NewExperimentForm } from './NewExperimentForm.tsx';
import { type Algorithms, RECOMMENDATION, type ReadyVersion } from './newExperimentDocuments.ts';
import type { StartingExperiment } from './takeOver.ts';
import {
  chosenChannels,
  type FormValues,
  NOTHING_RECOMMENDED,
  type Recommended,
  recommendedForm,
} from './values.ts';

export interface RecommendedFormProps {
  version: ReadyVersion;
  versions: readonly ReadyVersion[];
  algorithms: Algorithms;
  /** The experiment whose choices it opens with. */
  startsFrom?: { experiment: StartingExperiment; values: FormValues };
}

/** The form for the version that is chosen: other data, other recommendations. */
export function RecommendedForm({ version, startsFrom, ...rest }: RecommendedFormProps) {
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
  startsFrom: RecommendedFormProps['startsFrom'],
): Origin {
  const values = startsFrom?.values ?? recommendedForm(recommended, sampleCount);
  return {
    name: startsFrom ? experimentId(startsFrom.experiment.number) : null,
    values: { ...values, channels: chosenChannels(channelCount, values.channels, channels) },
  };
}

function reasonOf(
  name: string,
  version: ReadyVersion,
  startsFrom: RecommendedFormProps['startsFrom'],
): string {
  return startsFrom?.experiment.datasetVersion?.id === version.id
    ? 'What you change is marked, and whatever does not depend on it is reused.'
    : `On other data than ${name}. What you change is marked.`;
}
