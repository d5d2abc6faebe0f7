import type { Client } from '../client.ts';
import { CommandFailure, EXIT } from '../failure.ts';
import { graphql } from '../gql/index.ts';
import { findWorkspace } from '../workspace.ts';

const BY_NUMBER = graphql(`
  query ExperimentByNumber($workspace: String!, $numbers: [Int!]) {
    experiments(workspace: $workspace, filter: { numbers: $numbers }, first: 1) {
      edges {
        node {
          id
        }
      }
    }
  }
`);

/** The number of E-42; null of anything else. */
export function experimentNumber(id: string): number | null {
  const digits = /^E-(\d{1,9})$/i.exec(id)?.[1];
  return digits === undefined ? null : Number(digits);
}

/** Of an experiment's id, or a number such as E-42. Throws CommandFailure. */
export async function globalId(client: Client, id: string, workspace: string | undefined): Promise<string> {
  const number = experimentNumber(id);
  if (number === null) return id;
  const { slug } = await findWorkspace(client, workspace);
  const { experiments } = await client.query(BY_NUMBER, { workspace: slug, numbers: [number] });
  const found = experiments?.edges[0]?.node;
  if (!found) throw new CommandFailure(`There is no experiment ${id} in ${slug}.`, EXIT.notFound);
  return found.id;
}
