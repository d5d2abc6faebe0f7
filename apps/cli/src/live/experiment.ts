import type { Client } from '../client.ts';
import { isLive, stageText } from '../experiments/progressText.ts';
import { score } from '../experiments/table.ts';
import { CommandFailure } from '../failure.ts';
import type { ExperimentLiveSubscription } from '../gql/graphql.ts';
import { graphql } from '../gql/index.ts';
import type { Output } from '../output.ts';
import { follow } from './follow.ts';

const EXPERIMENT = graphql(`
  subscription ExperimentLive($id: ID!, $since: Int) {
    experimentProgress(id: $id, since: $since) {
      sequence
      reset
      epoch {
        epoch
        trainLoss
        validationLoss
        imagesPerSecond
      }
      experiment {
        id
        number
        name
        status
        progress {
          stage
          fraction
          epoch
          epochs
          secondsLeft
        }
        metrics {
          silhouette
          clusterCount
          mse
        }
        failure {
          code
          message
          stage
          retryable
        }
        recommendation
      }
    }
  }
`);

type Experiment = ExperimentLiveSubscription['experimentProgress']['experiment'];

/** Tells how an experiment goes, until it is over; with `json` each event is a line. Throws CommandFailure, also where it did not succeed. */
export async function watchExperiment(client: Client, id: string, json: boolean, out: Output): Promise<void> {
  const onBroken = () => out.note('The connection broke; looking for the server.');
  for await (const event of follow(client.server, EXPERIMENT, id, (data) => data.experimentProgress, {
    onBroken,
  })) {
    const { experiment } = event;
    if (json) out.print(JSON.stringify(event));
    else if (isLive(experiment.status)) {
      const { fraction, secondsLeft } = experiment.progress;
      out.progress({ fraction, text: stageText(experiment), secondsLeft: secondsLeft ?? null });
    }
    if (!isLive(experiment.status)) return end(experiment, json, out);
  }
}

function end(
  { number, status, name, metrics, failure, recommendation }: Experiment,
  json: boolean,
  out: Output,
): void {
  if (status !== 'SUCCEEDED')
    throw new CommandFailure(
      failure
        ? `E-${number} failed: ${failure.message} (${failure.code})`
        : `E-${number} was ${status.toLowerCase()}.`,
    );
  if (json) return;
  out.print(
    `E-${number}  k ${metrics?.clusterCount ?? '-'}  silhouette ${score(metrics?.silhouette)}  ${name}`,
  );
  if (recommendation) out.print(recommendation);
}
