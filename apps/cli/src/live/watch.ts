import type { Client } from '../client.ts';
import { experimentNumber, globalId } from '../experiments/globalId.ts';
import { CommandFailure, EXIT } from '../failure.ts';
import { graphql } from '../gql/index.ts';
import type { Output } from '../output.ts';
import { watchExperiment } from './experiment.ts';
import { watchStudy } from './study.ts';

const WHAT = graphql(`
  query WhatIsIt($id: ID!) {
    node(id: $id) {
      __typename
    }
  }
`);

export interface WatchOptions {
  workspace?: string;
  json?: boolean;
}

/**
 * Tells how an experiment (its id, or E-42) or a study goes, until it is over. Throws CommandFailure, also where it
 * did not succeed.
 */
export async function watch(
  client: Client,
  id: string,
  { workspace, json = false }: WatchOptions,
  out: Output,
): Promise<void> {
  if (experimentNumber(id) !== null)
    return watchExperiment(client, await globalId(client, id, workspace), json, out);
  const { node } = await client.query(WHAT, { id });
  if (node?.__typename === 'Experiment') return watchExperiment(client, id, json, out);
  if (node?.__typename === 'Study') return watchStudy(client, id, json, out);
  if (!node) throw new CommandFailure(`There is no ${id} that you may see.`, EXIT.notFound);
  throw new CommandFailure(
    `Experiments and studies can be watched; ${id} is of the type ${node.__typename}.`,
    EXIT.misused,
  );
}
