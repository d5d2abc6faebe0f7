import type { Client } from '../client.ts';
import { graphql } from '../gql/index.ts';
import { formatColumns } from '../listing/columns.ts';
import { collect, THERE_ARE_MORE } from '../listing/pages.ts';
import type { Output } from '../output.ts';
import { findWorkspace } from '../workspace.ts';

const STUDIES = graphql(`
  query StudyRows($workspace: String!, $first: Int, $after: String) {
    studies(workspace: $workspace, first: $first, after: $after) {
      edges {
        node {
          id
          name
          status
          progress
          createdAt
          datasetVersion {
            number
            dataset {
              name
            }
          }
          best {
            number
          }
        }
      }
      pageInfo {
        hasNextPage
        endCursor
      }
    }
  }
`);

/** Prints the workspace's studies, the newest first: a table, or a line of JSON each. */
export async function listStudies(
  client: Client,
  { workspace, limit, json }: { workspace?: string; limit?: number; json?: boolean },
  out: Output,
): Promise<void> {
  const { slug } = await findWorkspace(client, workspace);
  const { nodes, hasMore } = await collect(
    async (first, after) => (await client.query(STUDIES, { workspace: slug, first, after })).studies,
    limit,
  );
  if (json) for (const study of nodes) out.print(JSON.stringify(study));
  else
    for (const line of formatColumns([
      ['ID', 'STATUS', 'BEST', 'DATA', 'NAME'],
      ...nodes.map(({ id, name, status, progress, datasetVersion, best }) => [
        id,
        status === 'RUNNING' ? `${Math.floor(progress * 100)} %` : status.toLowerCase(),
        best ? `E-${best.number}` : '-',
        `${datasetVersion.dataset.name}@${datasetVersion.number}`,
        name,
      ]),
    ]))
      out.print(line);
  if (hasMore) out.note(THERE_ARE_MORE);
}
