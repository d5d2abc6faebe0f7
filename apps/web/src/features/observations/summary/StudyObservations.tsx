'use client';

import Link from 'next/link';
import { useQuery } from 'urql';
import { graphql } from '../../../gql/index.ts';
import { Panel } from '../../../ui/Panel.tsx';
import { ErrorState, Loading } from '../../../ui/States.tsx';
import { useWorkspacePath } from '../../session/session.tsx';
import { SummaryView } from './SummaryView.tsx';

const STUDY_OBSERVATIONS = graphql(`
  query StudyObservations($id: ID!) {
    node(id: $id) {
      ... on Study {
        id
        observations {
          observed
          unobserved
          kinds {
            kind
            count
          }
          confidences {
            confidence
            count
          }
          labels {
            label
            count
          }
          tags {
            tag
            count
          }
        }
      }
    }
  }
`);

/** What was written of the clusters of all experiments of a study, counted. */
export function StudyObservations({ studyId }: { studyId: string }) {
  const to = useWorkspacePath();
  const [{ data, error }, again] = useQuery({
    query: STUDY_OBSERVATIONS,
    variables: { id: studyId },
    requestPolicy: 'cache-and-network',
  });
  const summary = data?.node && 'observations' in data.node ? data.node.observations : null;
  const path = (asked: Record<string, string>) =>
    to(`/observations?${new URLSearchParams({ ...asked, study: studyId })}`);
  return (
    <Panel
      title="What was written"
      action={summary && summary.observed > 0 && <Link href={path({})}>All observations</Link>}
    >
      {error && !summary && (
        <ErrorState message={error.message} onRetry={() => again({ requestPolicy: 'network-only' })} />
      )}
      {!summary && !error && <Loading height={120} />}
      {summary && <SummaryView summary={summary} path={path} />}
    </Panel>
  );
}
