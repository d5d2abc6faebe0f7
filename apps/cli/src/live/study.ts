import type { Client } from '../client.ts';
import { isLive, stageText } from '../experiments/progressText.ts';
import { score } from '../experiments/table.ts';
import { CommandFailure } from '../failure.ts';
import type { StudyLiveSubscription } from '../gql/graphql.ts';
import { graphql } from '../gql/index.ts';
import type { Output } from '../output.ts';
import { follow } from './follow.ts';

// A study has at most a thousand experiments.
const STUDY = graphql(`
  subscription StudyLive($id: ID!, $since: Int) {
    studyProgress(id: $id, since: $since) {
      sequence
      reset
      study {
        id
        name
        status
        progress
        experiments(first: 1000) {
          edges {
            node {
              id
              number
              status
              progress {
                stage
                fraction
                epoch
                epochs
              }
            }
          }
        }
      }
    }
  }
`);

const RESULTS = graphql(`
  query StudyResults($id: ID!) {
    node(id: $id) {
      ... on Study {
        name
        bestReason
        experiments(first: 1000) {
          edges {
            node {
              number
              name
              status
              failure {
                code
                message
              }
              metrics {
                silhouette
                clusterCount
              }
            }
          }
        }
      }
    }
  }
`);

type Study = StudyLiveSubscription['studyProgress']['study'];

/** Tells how a study goes, until all its experiments are over; with `json` each event is a line. Throws CommandFailure, also where one did not succeed. */
export async function watchStudy(client: Client, id: string, json: boolean, out: Output): Promise<void> {
  const onBroken = () => out.note('The connection broke; looking for the server.');
  for await (const { sequence, reset, study } of follow(
    client.server,
    STUDY,
    id,
    (data) => data.studyProgress,
    { onBroken },
  )) {
    const experiments = (study.experiments?.edges ?? []).map(({ node }) => node);
    const isOver = experiments.length > 0 && experiments.every(({ status }) => !isLive(status));
    if (json) out.print(JSON.stringify({ sequence, reset, study: { ...study, experiments } }));
    else if (!isOver) out.progress({ fraction: study.progress, text: studyText(experiments) });
    if (isOver) return end(client, id, json, out);
  }
}

/** As in `3 of 8 experiments done; E-4 train epoch 3 of 20`. */
function studyText(
  experiments: readonly NonNullable<Study['experiments']>['edges'][number]['node'][],
): string {
  const over = experiments.filter(({ status }) => !isLive(status));
  const running = experiments.find(({ status }) => status === 'RUNNING');
  const count = `${over.length} of ${experiments.length} experiments done`;
  return running ? `${count}; ${stageText(running)}` : count;
}

async function end(client: Client, id: string, json: boolean, out: Output): Promise<void> {
  const { node } = await client.query(RESULTS, { id });
  if (!node || !('bestReason' in node)) throw new CommandFailure('The study is no longer there.');
  const rows = (node.experiments?.edges ?? []).map((edge) => edge.node);
  if (!json) {
    for (const { number, name, status, metrics, failure } of rows)
      out.print(
        `E-${number}  ${status.toLowerCase()}  k ${metrics?.clusterCount ?? '-'}  silhouette ${score(metrics?.silhouette)}  ${name}${failure ? `  ${failure.code}: ${failure.message}` : ''}`,
      );
    out.print(node.bestReason ?? `${node.name}: done`);
  }
  if (rows.some(({ status }) => status !== 'SUCCEEDED'))
    throw new CommandFailure('Not every experiment succeeded.');
}
