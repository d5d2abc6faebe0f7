import { setTimeout as pause } from 'node:timers/promises';
import type { Client } from '../client.ts';
import { CommandFailure, throwProblems } from '../failure.ts';
import type { VerificationStateQuery } from '../gql/graphql.ts';
import { graphql } from '../gql/index.ts';
import { globalId } from './globalId.ts';

const VERIFY = graphql(`
  mutation VerifyExperiment($input: ExperimentIdInput!) {
    verifyExperiment(input: $input) {
      experiment {
        id
      }
      problems {
        code
        message
      }
    }
  }
`);

const VERIFICATION_STATE = graphql(`
  query VerificationState($id: ID!) {
    experiment(id: $id) {
      number
      verification {
        status
        identical
        labelAgreement
        largestLatentDifference
        differences
        environment
        startedAt
        finishedAt
        stages {
          kind
          projection
          identical
          seconds
        }
        failure {
          code
          message
          stage
          retryable
        }
        progress {
          stage
          fraction
          epoch
          epochs
        }
      }
    }
  }
`);

type State = NonNullable<VerificationStateQuery['experiment']>;
export type Verification = NonNullable<State['verification']>;

export interface VerifyOptions {
  workspace?: string;
  wait?: boolean;
  json?: boolean;
}

const POLL_MS = 500;

/**
 * Has a finished experiment run again from its inputs; joins the verification that is under way where there is one.
 * With `wait`, tells how it goes until there is a report. Throws CommandFailure, also where it is not identical.
 */
export async function verifyExperiment(
  client: Client,
  id: string,
  { wait, json, workspace }: VerifyOptions,
  print: (line: string) => void,
): Promise<void> {
  const experimentId = await globalId(client, id, workspace);
  const { verifyExperiment: started } = await client.query(VERIFY, { input: { id: experimentId } });
  throwProblems(started.problems.filter(({ code }) => code !== 'VERIFICATION_RUNNING'));
  for (let shown = ''; ; await pause(POLL_MS)) {
    const { experiment } = await client.query(VERIFICATION_STATE, { id: experimentId });
    if (!experiment?.verification) throw new CommandFailure(`The verification of ${id} is no longer there.`);
    const { number, verification } = experiment;
    const isOver = verification.status !== 'QUEUED' && verification.status !== 'RUNNING';
    if (isOver || !wait) {
      if (json) print(JSON.stringify({ experiment: `E-${number}`, ...verification }));
      else for (const line of verificationLines(number, verification)) print(line);
      if (isOver) throwUnlessIdentical(number, verification);
      return;
    }
    const [line] = verificationLines(number, verification);
    if (!json && line && line !== shown) print(line);
    shown = line ?? '';
  }
}

/** How it stands, or what was found, in words. */
export function verificationLines(number: number, verification: Verification): string[] {
  const { status, identical, labelAgreement, largestLatentDifference, differences, progress, failure } =
    verification;
  const name = `E-${number}`;
  if (status === 'QUEUED') return [`${name}: waiting for a worker to verify it`];
  if (status === 'RUNNING') {
    const { stage, fraction, epoch, epochs } = progress;
    const at = stage ? `  ${stage.toLowerCase()}${epoch ? ` epoch ${epoch} of ${epochs}` : ''}` : '';
    return [`${name}: ${Math.floor(fraction * 100)} %${at}`];
  }
  if (failure) return [`${name}: the verification failed: ${failure.message} (${failure.code})`];
  if (status !== 'SUCCEEDED') return [`${name}: the verification was ${status.toLowerCase()}`];
  if (identical) return [`${name}: identical, every stage gave the same bytes`, ...differences];
  return [
    `${name}: not identical; labels agree to ARI ${number3(labelAgreement)}, latents differ by at most ${number3(largestLatentDifference)}`,
    ...differences,
  ];
}

const number3 = (value: number | null | undefined): string =>
  value == null ? 'unknown' : String(Number(value.toPrecision(3)));

function throwUnlessIdentical(number: number, { status, identical }: Verification): void {
  if (status !== 'SUCCEEDED') throw new CommandFailure(`E-${number} could not be verified.`);
  if (!identical) throw new CommandFailure(`E-${number} did not give the same bytes again.`);
}
