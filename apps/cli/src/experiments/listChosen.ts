import type { Client } from '../client.ts';
import { findDataset } from '../datasets/datasets.ts';
import { CommandFailure, EXIT } from '../failure.ts';
import type { ExperimentFilter, ExperimentOrder, ExperimentStatus, FieldCondition } from '../gql/graphql.ts';
import type { Output } from '../output.ts';
import { findWorkspace } from '../workspace.ts';
import { listExperiments } from './table.ts';

/** What `ls experiments` is told. Names of kinds are as the API has them; it refuses those that it does not know. */
export interface ExperimentChoices {
  status?: ExperimentStatus[];
  text?: string;
  tag?: string;
  dataset?: string;
  study?: string;
  model?: string[];
  algorithm?: string[];
  silhouetteAtLeast?: number;
  createdAfter?: string;
  createdBefore?: string;
  archived?: boolean;
  where?: FieldCondition[];
  order?: ExperimentOrder[];
}

/** Prints the experiments that fit every choice. Throws CommandFailure. */
export async function listChosen(
  client: Client,
  options: ExperimentChoices & { workspace?: string; limit: number; json?: boolean },
  out: Output,
): Promise<void> {
  const { order, workspace, limit, json = false, dataset, study, ...choices } = options;
  const { slug } = await findWorkspace(client, workspace);
  const { text, tag, silhouetteAtLeast, createdAfter, createdBefore, archived, where } = choices;
  const filter = {
    ...defined({ text, tag, silhouetteAtLeast, createdAfter, createdBefore, archived, where }),
    ...defined({ status: choices.status, model: choices.model, algorithm: choices.algorithm }),
    ...defined({ studyId: study }),
    ...(dataset === undefined ? {} : { datasetId: await datasetId(client, slug, dataset) }),
  } as ExperimentFilter;
  await listExperiments(
    client,
    { workspace: slug, filter, limit, json, ...(order ? { orderBy: order } : {}) },
    out,
  );
}

const defined = (values: object): object =>
  Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined));

async function datasetId(client: Client, workspace: string, name: string): Promise<string> {
  const found = await findDataset(client, workspace, name);
  if (found) return found.id;
  throw new CommandFailure(`There is no data set ${JSON.stringify(name)} in ${workspace}.`, EXIT.notFound);
}
