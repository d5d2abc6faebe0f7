'use client';

import Link from 'next/link';
import { useQuery } from 'urql';
import { useActivity } from '../../api/useActivity.ts';
import { useThrottled } from '../../api/useThrottled.ts';
import type { LatelyQuery } from '../../gql/graphql.ts';
import { graphql } from '../../gql/index.ts';
import { experimentId } from '../../ui/format.ts';
import { ErrorState } from '../../ui/States.tsx';
import { TimeAgo } from '../../ui/TimeAgo.tsx';
import { datasetPath } from '../datasets/paths.ts';
import { useSession, useWorkspacePath } from '../session/session.tsx';
import classes from './Lately.module.css';
import { Section } from './Section.tsx';

const LATELY = graphql(`
  query Lately($workspace: String!) {
    workspace(slug: $workspace) {
      id
      activity(first: 10) {
        id
        at
        sentence
        subject {
          __typename
          id
          ... on Cluster {
            label
            experiment {
              id
              number
            }
          }
        }
      }
    }
  }
`);

type Subject = NonNullable<LatelyQuery['workspace']>['activity'][number]['subject'];

/** What members did, the newest first, as they do it. */
export function Lately() {
  const { workspace } = useSession();
  const to = useWorkspacePath();
  const variables = { workspace: workspace.slug };
  const [{ data, error }, refetch] = useQuery({
    query: LATELY,
    variables,
    requestPolicy: 'cache-and-network',
  });
  const refresh = useThrottled(() => refetch({ requestPolicy: 'network-only' }), 1500);
  useActivity(workspace.slug, refresh);
  const deeds = data?.workspace?.activity ?? [];
  if (error && !data) return <ErrorState message={error.message} onRetry={refresh} />;
  if (deeds.length === 0) return null;
  return (
    <Section name="Lately">
      <ol className={classes.deeds}>
        {deeds.map(({ id, at, sentence, subject }) => {
          const path = pathOf(subject);
          return (
            <li key={id}>
              {path === null ? (
                <span>{sentence}</span>
              ) : (
                <Link href={to(path)} className={classes.link}>
                  {sentence}
                </Link>
              )}
              <span className={classes.when}>
                <TimeAgo at={at} />
              </span>
            </li>
          );
        })}
      </ol>
    </Section>
  );
}

/** Where the subject of a deed is shown within the workspace; null where it is gone or has no page. */
function pathOf(subject: Subject): string | null {
  if (subject?.__typename === 'Experiment') return `/experiments/${encodeURIComponent(subject.id)}`;
  if (subject?.__typename === 'Cluster')
    return `/experiments/${experimentId(subject.experiment.number)}/clusters/${subject.label}`;
  if (subject?.__typename === 'Study') return `/studies/${encodeURIComponent(subject.id)}`;
  return subject?.__typename === 'Dataset' ? datasetPath(subject.id) : null;
}
