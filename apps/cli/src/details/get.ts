import type { Client } from '../client.ts';
import { experimentNumber, globalId } from '../experiments/globalId.ts';
import { CommandFailure, EXIT } from '../failure.ts';
import type { NodeTypeQuery, TypedDocumentString } from '../gql/graphql.ts';
import { graphql } from '../gql/index.ts';
import type { Output } from '../output.ts';
import { COMMENT, NOTIFICATION } from './commentDocuments.ts';
import { DATASET, DATASET_VERSION, SAMPLE } from './dataDocuments.ts';
import { detailLines } from './detailLines.ts';
import { CLUSTER, COMPARISON, ENCODING, EXPERIMENT, STUDY } from './experimentDocuments.ts';
import { OBSERVATION, REVISION } from './observationDocuments.ts';
import { API_TOKEN, INVITATION, PUBLIC_LINK, SAVED_VIEW, USER, WORKSPACE } from './peopleDocuments.ts';
import { REVIEW } from './reviewDocuments.ts';

const TYPE = graphql(`
  query NodeType($id: ID!) {
    node(id: $id) {
      __typename
    }
  }
`);

type DetailDocument = TypedDocumentString<{ node?: object | null }, { id: string }>;

/** What is asked of each type; the compiler insists on every type that has an id. */
const DOCUMENTS: Record<NonNullable<NodeTypeQuery['node']>['__typename'], DetailDocument> = {
  ApiToken: API_TOKEN,
  Cluster: CLUSTER,
  Comment: COMMENT,
  Comparison: COMPARISON,
  Dataset: DATASET,
  DatasetVersion: DATASET_VERSION,
  Encoding: ENCODING,
  Experiment: EXPERIMENT,
  Invitation: INVITATION,
  Notification: NOTIFICATION,
  Observation: OBSERVATION,
  PublicLink: PUBLIC_LINK,
  Review: REVIEW,
  Revision: REVISION,
  Sample: SAMPLE,
  SavedView: SAVED_VIEW,
  Study: STUDY,
  User: USER,
  Workspace: WORKSPACE,
};

/** Prints what there is to say of one thing, by its id (or E-42): a fact a line, or a line of JSON. Throws CommandFailure. */
export async function getDetails(
  client: Client,
  id: string,
  { workspace, json }: { workspace?: string; json?: boolean },
  out: Output,
): Promise<void> {
  const nodeId = experimentNumber(id) === null ? id : await globalId(client, id, workspace);
  const { node: found } = await client.query(TYPE, { id: nodeId });
  const document = found && DOCUMENTS[found.__typename];
  const { node } = document ? await client.query(document, { id: nodeId }) : { node: null };
  if (!found || !node) throw new CommandFailure(`There is no ${id} that you may see.`, EXIT.notFound);
  const details = { type: found.__typename, ...node };
  if (json) out.print(JSON.stringify(details));
  else for (const line of detailLines(details)) out.print(line);
}
