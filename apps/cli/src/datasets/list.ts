import type { Client } from '../client.ts';
import { graphql } from '../gql/index.ts';
import { formatColumns } from '../listing/columns.ts';
import { collect, THERE_ARE_MORE } from '../listing/pages.ts';
import type { Output } from '../output.ts';
import { findWorkspace } from '../workspace.ts';
import { findVersion } from './datasets.ts';

const DATASETS = graphql(`
  query DatasetRows($workspace: String!, $first: Int, $after: String) {
    datasets(workspace: $workspace, first: $first, after: $after) {
      edges {
        node {
          id
          name
          description
          createdAt
          latestVersion {
            id
            number
            status
            progress
            sampleCount
            channelCount
            width
            height
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

const SAMPLES = graphql(`
  query SampleRows($id: ID!, $first: Int, $after: String) {
    node(id: $id) {
      ... on DatasetVersion {
        samples(first: $first, after: $after) {
          edges {
            node {
              id
              index
              fileName
              channelCount
              height
              width
              contentHash
            }
          }
          pageInfo {
            hasNextPage
            endCursor
          }
        }
      }
    }
  }
`);

export interface ListOptions {
  workspace?: string;
  limit?: number;
  json?: boolean;
}

/** Prints the workspace's data sets, the newest first: a table, or a line of JSON each. */
export async function listDatasets(
  client: Client,
  { workspace, limit, json }: ListOptions,
  out: Output,
): Promise<void> {
  const { slug } = await findWorkspace(client, workspace);
  const { nodes, hasMore } = await collect(
    async (first, after) => (await client.query(DATASETS, { workspace: slug, first, after })).datasets,
    limit,
  );
  if (json) for (const dataset of nodes) out.print(JSON.stringify(dataset));
  else
    for (const line of formatColumns(
      [
        ['ID', 'SAMPLES', 'CHANNELS', 'SIZE', 'STATUS', 'NAME'],
        ...nodes.map(({ id, name, latestVersion: latest }) => [
          id,
          String(latest?.sampleCount ?? 0),
          String(latest?.channelCount ?? '-'),
          latest?.width && latest.height ? `${latest.width} x ${latest.height}` : '-',
          latest?.status.toLowerCase() ?? 'empty',
          latest ? `${name}@${latest.number}` : name,
        ]),
      ],
      new Set([1, 2]),
    ))
      out.print(line);
  if (hasMore) out.note(THERE_ARE_MORE);
}

/** Prints the samples of a version in order of their ID numbers: a table, or a line of JSON each. */
export async function listSamples(
  client: Client,
  { dataset, workspace, limit, json }: ListOptions & { dataset: string },
  out: Output,
): Promise<void> {
  const { slug } = await findWorkspace(client, workspace);
  const version = await findVersion(client, slug, dataset);
  const { nodes, hasMore } = await collect(async (first, after) => {
    const { node } = await client.query(SAMPLES, { id: version.id, first, after });
    return node && 'samples' in node ? node.samples : null;
  }, limit);
  if (json) for (const sample of nodes) out.print(JSON.stringify(sample));
  else
    for (const line of formatColumns(
      [
        ['#', 'CHANNELS', 'SIZE', 'FILE', 'ID'],
        ...nodes.map(({ id, index, fileName, channelCount, height, width }) => [
          String(index),
          String(channelCount),
          `${width} x ${height}`,
          fileName,
          id,
        ]),
      ],
      new Set([0, 1]),
    ))
      out.print(line);
  if (hasMore) out.note(THERE_ARE_MORE);
}
